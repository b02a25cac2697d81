/* Whether what must stay whole keeps off the joints of posters that are pasted in
 * parts. */
#include "base/translate.h"
#include "model/joints.h"
#include "preflight/judge.h"

#include "resources/clusters.h"
#include "resources/fonts.h"
#include "resources/svgs.h"

#include <math.h>
#include <string.h>

typedef struct {
    const Judge *judge;
    guint index;
    const GArray *joints; /* of Joint */
    bool is_marked;       /* its words must stay whole, each of them */
    guint64 met;          /* the joints that a word lies on, a bit each */
} JointCheck;

/* Sheets overlap to one side of the joint or the other: where one may end. */
static Rect joint_band(const JointCheck *self, const Joint *joint) {
    const Judge *judge = self->judge;
    Rect trim = judge->poster->boxes.trim;
    double reach = judge_limit(judge, judge->brief->size->overlap);

    return joint->is_upright ? (Rect){joint->at - reach, 0, 2 * reach, trim.height}
                             : (Rect){0, joint->at - reach, trim.width, 2 * reach};
}

/* --- what lies on them ---------------------------------------------------------------
 */

/* "1780 mm from the left, in 2x2 parts"; caller frees. */
static char *joint_to_text(const Joint *self) {
    g_autofree char *at = judge_millimetres(self->at);

    return g_strdup_printf(self->is_upright ? _("%s mm from the left, in %s parts")
                                            : _("%s mm from the top, in %s parts"),
                           at, self->fits->str);
}

/* `part`: the word or the element of a drawing; NULL: the item as a whole. */
static void report_joint(const JointCheck *self, const Joint *joint, const char *part) {
    const Placed *placed = places_at(self->judge->places, self->index);
    const Origin *origin = placed->item->kind == ITEM_TEXT ? &placed->item->origin
                                                           : &placed->item->box_origin;
    g_autofree char *where = joint_to_text(joint);

    if (part != NULL)
        diagnostics_add(self->judge->diagnostics, SEVERITY_WARNING, "print/on-a-joint",
                        origin,
                        "\"%s\" of \"%s\" lies on a joint of the sheets (%s); move it, "
                        "or make it smaller",
                        part, placed_title(placed), where);
    else
        diagnostics_add(self->judge->diagnostics, SEVERITY_WARNING, "print/on-a-joint",
                        origin,
                        "\"%s\" lies on a joint of the sheets (%s); move it, or make "
                        "it smaller",
                        placed_title(placed), where);
}

/* What nobody marked is a note, one for all languages: the letters of a headline are
 * larger than what a joint takes away. */
static void note_joints(const JointCheck *self) {
    const Placed *placed = places_at(self->judge->places, self->index);

    for (guint i = 0; i < self->joints->len; i++) {
        g_autofree char *where = joint_to_text(&g_array_index(self->joints, Joint, i));

        if ((self->met >> i & 1) != 0)
            diagnostics_add(self->judge->diagnostics, SEVERITY_NOTE, "print/on-a-joint",
                            &placed->item->box_origin,
                            "a word of \"%s\" lies on a joint of the sheets (%s)",
                            placed_title(placed), where);
    }
}

static void check_rect(JointCheck *self, Rect rect, const char *part) {
    for (guint i = 0; i < self->joints->len; i++) {
        const Joint *joint = &g_array_index(self->joints, Joint, i);

        if (!rects_overlap(rect, joint_band(self, joint)))
            continue;
        self->met |= (guint64)1 << i;
        if (self->is_marked)
            report_joint(self, joint, part);
    }
}

/* --- words ---------------------------------------------------------------------------
 */

/* The word that is met, from its first cluster on. */
typedef struct {
    JointCheck *check;
    const TextLine *line;
    double left, right; /* units of pango */
    int start, end;     /* bytes of the text; no word: the same */
} Meeting;

static void end_word(Meeting *self) {
    const Placed *placed = places_at(self->check->judge->places, self->check->index);
    double scale = placed->item->font_size / FONTS_UNIT / PANGO_SCALE;
    Rect rect = {self->line->x + self->left * scale, self->line->ink.y,
                 (self->right - self->left) * scale, self->line->ink.height};
    const char *text = pango_layout_get_text(self->line->layout);

    if (self->end > self->start) {
        g_autofree char *word =
            g_strndup(text + self->start, (gsize)(self->end - self->start));

        check_rect(self->check, affine_bounds(placed->to_page, rect), word);
    }
    self->start = self->end = 0;
}

static void meet_cluster(const Cluster *cluster, void *data) {
    Meeting *self = data;

    if (g_unichar_isspace(g_utf8_get_char(cluster->text + cluster->start))) {
        end_word(self);
        return;
    }
    if (self->end == self->start) {
        self->left = cluster->x;
        self->right = cluster->x;
        self->start = cluster->start;
        self->end = cluster->start;
    }
    self->left = fmin(self->left, cluster->x);
    self->right = fmax(self->right, cluster->x + cluster->width);
    self->start = MIN(self->start, cluster->start);
    self->end = MAX(self->end, cluster->start + cluster->length);
}

static void check_lines(JointCheck *self, const Placed *placed) {
    for (guint i = 0; i < placed->item->lines->len; i++) {
        Meeting meeting = {.check = self,
                           .line = g_ptr_array_index(placed->item->lines, i)};

        if (meeting.line->bends != NULL) {
            check_rect(self, placed->area, NULL);
            return;
        }
        clusters_visit(meeting.line->layout, meet_cluster, &meeting);
        end_word(&meeting);
    }
}

/* --- drawings ------------------------------------------------------------------------
 */

static void check_elements(JointCheck *self, const Placed *placed) {
    const Item *item = placed->item;
    const GArray *wholes = svg_wholes(item->svg);
    double across = item->mirrored ? -item->unit : item->unit;
    Affine to_item = {across, 0, 0, item->unit, item->origin_x, item->origin_y};

    for (guint i = 0; i < wholes->len; i++) {
        const SvgWhole *whole = &g_array_index(wholes, SvgWhole, i);

        check_rect(self,
                   affine_bounds(affine_then(to_item, placed->to_page), whole->ink),
                   whole->id);
    }
}

/* --- the rule ------------------------------------------------------------------------
 */

static void check_item(JointCheck *self, const Placed *placed) {
    const Item *item = placed->item;
    bool is_headline = item->says != NULL && strcmp(item->says, "headline") == 0;

    self->is_marked = item->keep_whole == KEEP_YES || item->kind == ITEM_ART;
    if (item->keep_whole == KEEP_NO)
        return;
    if (item->kind == ITEM_TEXT && (self->is_marked || is_headline))
        check_lines(self, placed);
    else if (item->keep_whole == KEEP_YES)
        check_rect(self, placed->area, NULL);
    else if (item->kind == ITEM_ART)
        check_elements(self, placed);
    if (!self->is_marked)
        note_joints(self);
}

void rule_joints(const Judge *self) {
    g_autoptr(GArray) joints = NULL;

    if (self->brief->size->parts == NULL)
        return;
    joints = size_joints(self->brief->size);
    for (guint i = 0; i < self->places->items->len; i++) {
        JointCheck check = {.judge = self, .index = i, .joints = joints};

        if (!placed_is_ours(places_at(self->places, i)))
            check_item(&check, places_at(self->places, i));
    }
}
