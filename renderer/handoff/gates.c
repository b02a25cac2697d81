#include "handoff/gates.h"

#include "base/translate.h"
#include "base/words.h"
#include "draw/content_id.h"
#include "handoff/printed.h"
#include "model/review.h"

#include <string.h>

typedef struct Gates Gates;

/* One gate. `check` looks at each poster; at the order as a whole where there is no
 * such function. */
typedef struct {
    const char *id;
    bool can_be_opened;
    void (*check_order)(Gates *self);
    void (*check)(Gates *self, const GatePoster *poster);
} Gate;

struct Gates {
    const Order *order;
    const Approvals *approvals;
    const GPtrArray *posters; /* of GatePoster */
    const GPtrArray *keys;    /* of GateKey */
    Diagnostics *diagnostics;
    const Gate *gate; /* being looked at */
    bool is_shut;
};

/* --- telling -----------------------------------------------------------------------
 */

static GateKey *find_key(const Gates *self) {
    for (guint i = 0; self->keys != NULL && i < self->keys->len; i++) {
        GateKey *key = g_ptr_array_index(self->keys, i);

        if (strcmp(key->id, self->gate->id) == 0)
            return key;
    }
    return NULL;
}

/* `message` is translated already. */
static void shut(Gates *self, const Origin *origin, const char *message) {
    GateKey *key = find_key(self);

    if (key == NULL) {
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, self->gate->id, origin, "%s",
                        message);
        self->is_shut = true;
        return;
    }
    key->is_used = true;
    diagnostics_add(self->diagnostics, SEVERITY_WARNING, self->gate->id, origin,
                    "%s; goes ahead nevertheless: %s", message, key->reason);
}

/* --- gates of the order ------------------------------------------------------------
 */

static void check_address(Gates *self) {
    const OrderCheck *check = &self->order->address;

    if (check->by.text == NULL || check->on.text == NULL)
        shut(self, &self->order->origin,
             _("nobody has confirmed that the address was opened and is still the "
               "city's; write under `checked` who looked, and when"));
}

static void check_printer(Gates *self) {
    if (self->order->printer.name.text == NULL)
        shut(self, &self->order->origin,
             _("nobody says who prints; the press law wants the printer's name and "
               "address (`printer`)"));
}

static void check_sizes(Gates *self) {
    for (guint i = 0; i < self->order->lines->len; i++) {
        const OrderLine *line = g_ptr_array_index(self->order->lines, i);
        g_autofree char *message = NULL;

        if (supplier_prints(self->order->supplier, line->size))
            continue;
        message = g_strdup_printf(_("size \"%s\" is larger than what \"%s\" prints"),
                                  line->size->id, self->order->supplier->name);
        shut(self, &line->size_origin, message);
    }
}

/* --- gates of a poster -------------------------------------------------------------
 */

/* Small cards say who is behind them on their back. */
static bool is_card(const GatePoster *poster) {
    return size_shape(poster->line->size) == SHAPE_CARD;
}

static bool says(const GPtrArray *items, const char *words) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);

        if ((item->kind == ITEM_TEXT && g_strcmp0(item->says, words) == 0) ||
            says(item->items, words))
            return true;
    }
    return false;
}

static void check_made(Gates *self, const GatePoster *poster) {
    if (poster->approved == NULL || poster->printed == NULL)
        shut(self, &poster->line->motif_origin,
             _("this poster cannot be made; see \"plakat check\""));
}

static void check_imprint(Gates *self, const GatePoster *poster) {
    if (!is_card(poster) && !says(poster->printed->items, "imprint"))
        shut(self, &poster->line->motif_origin,
             _("the poster has no imprint; show the words \"imprint\""));
}

static bool owes_sentence(const Campaign *campaign) {
    for (guint i = 0; i < campaign->funders->len; i++) {
        if (((const Funder *)g_ptr_array_index(campaign->funders, i))->sentence != NULL)
            return true;
    }
    return false;
}

static void check_sentence(Gates *self, const GatePoster *poster) {
    if (owes_sentence(poster->line->motif->campaign) && !is_card(poster) &&
        !says(poster->printed->items, "funders"))
        shut(self, &poster->line->motif_origin,
             _("the funders' sentences are missing; show the words \"funders\""));
}

/* Names of what is of a state: of words alone, or of all else. */
static void collect_names(const GPtrArray *items, State state, bool words,
                          GPtrArray *names) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);
        const char *name = item->says != NULL ? item->says : item->name;
        bool is_so = words
                         ? item->words_state <= state
                         : item->words_state == STATE_REVIEWED && item->state == state;

        if (name == NULL)
            name = "?";
        if (is_so && !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
            g_ptr_array_add(names, (gpointer)name);
        collect_names(item->items, state, words, names);
    }
}

static void check_states(Gates *self, const GatePoster *poster, State state, bool words,
                         const char *format) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *list = NULL, *message = NULL;

    collect_names(poster->printed->items, state, words, names);
    if (names->len == 0)
        return;
    list = words_join(names, "and");
    message = g_strdup_printf(_(format), list);
    shut(self, &poster->line->motif_origin, message);
}

static void check_words(Gates *self, const GatePoster *poster) {
    check_states(self, poster, STATE_DRAFT, true,
                 N_("nobody has read these words: %s"));
}

static void check_placeholders(Gates *self, const GatePoster *poster) {
    check_states(self, poster, STATE_PLACEHOLDER, false,
                 N_("these stand for something that is still to come: %s"));
}

static void check_drafts(Gates *self, const GatePoster *poster) {
    check_states(self, poster, STATE_DRAFT, false,
                 N_("nobody has reviewed what these show: %s"));
}

static void check_approval(Gates *self, const GatePoster *poster) {
    g_autofree char *id = poster_approval_id(poster->approved);
    g_autofree char *message = NULL;
    const Approval *earlier;

    if (approvals_find(self->approvals, id) != NULL)
        return;
    earlier = approvals_find_poster(self->approvals, poster->line->motif->name,
                                    poster->line->size->id, poster->language,
                                    poster->row == NULL ? NULL : poster->row->id);
    if (earlier == NULL)
        message =
            g_strdup(_("nobody has approved this poster; see \"plakat approve\""));
    else
        message = g_strdup_printf(
            _("the approval by %s of %s is void: the poster has changed since"),
            earlier->role, earlier->date);
    shut(self, &poster->line->motif_origin, message);
}

static void check_findings(Gates *self, const GatePoster *poster) {
    for (guint i = 0; poster->findings != NULL && i < poster->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(poster->findings, i);
        g_autofree char *message = NULL;

        if (finding->severity != SEVERITY_ERROR)
            continue;
        message = g_strdup_printf(_("the poster has an error: %s [%s]"),
                                  finding->message, finding->id);
        shut(self, &poster->line->motif_origin, message);
    }
}

/* Where the printer is named. */
static const Origin *printer_origin(const Gates *self) {
    return &self->order->printer.name.origin;
}

static void check_line(Gates *self, const GatePoster *poster) {
    if (self->order->printer.name.text != NULL && !is_card(poster) &&
        !printed_has_line(poster->printed))
        shut(self, printer_origin(self),
             _("this poster has no place for the printer's line; its layout shows no "
               "words with {printer.name}"));
}

/* It adds its own findings. */
static void check_comparison(Gates *self, const GatePoster *poster) {
    if (self->order->printer.name.text != NULL &&
        !printed_check(poster->approved, poster->printed, printer_origin(self),
                       self->diagnostics))
        self->is_shut = true;
}

/* clang-format off */
static const Gate gates[] = {
    {"handoff/address-not-checked", true, check_address, NULL},
    {"handoff/draft", true, NULL, check_drafts},
    {"handoff/error", true, NULL, check_findings},
    {"handoff/no-imprint", false, NULL, check_imprint},
    {"handoff/no-printer", true, check_printer, NULL},
    {"handoff/no-printer-line", true, NULL, check_line},
    {"handoff/no-sentence", false, NULL, check_sentence},
    {"handoff/not-approved", true, NULL, check_approval},
    {"handoff/not-as-approved", false, NULL, check_comparison},
    {"handoff/placeholder", true, NULL, check_placeholders},
    {"handoff/size-not-printed", true, check_sizes, NULL},
    {"handoff/unread-words", false, NULL, check_words},
};
/* Without it the others have nothing to look at. */
static const Gate made = {"handoff/not-made", false, NULL, check_made};
/* clang-format on */

/* --- all of them -------------------------------------------------------------------
 */

static void check_poster(Gates *self, const GatePoster *poster) {
    Subject subject = {.size = poster->line->size->id,
                       .language = poster->language,
                       .row = poster->row == NULL ? NULL : poster->row->label};
    bool is_made = poster->approved != NULL && poster->printed != NULL;

    diagnostics_set_subject(self->diagnostics, &subject);
    self->gate = &made;
    check_made(self, poster);
    for (size_t i = 0; i < G_N_ELEMENTS(gates); i++) {
        self->gate = &gates[i];
        if (gates[i].check != NULL && (is_made || gates[i].check == check_findings))
            gates[i].check(self, poster);
    }
    diagnostics_set_subject(self->diagnostics, NULL);
}

bool gates_check(const Order *order, const GPtrArray *posters,
                 const Approvals *approvals, const GPtrArray *keys,
                 Diagnostics *diagnostics) {
    Gates self = {.order = order,
                  .approvals = approvals,
                  .posters = posters,
                  .keys = keys,
                  .diagnostics = diagnostics};

    for (size_t i = 0; i < G_N_ELEMENTS(gates); i++) {
        self.gate = &gates[i];
        if (gates[i].check_order != NULL)
            gates[i].check_order(&self);
    }
    for (guint i = 0; i < posters->len; i++)
        check_poster(&self, g_ptr_array_index(posters, i));
    return !self.is_shut;
}

/* --- keys --------------------------------------------------------------------------
 */

GPtrArray *gate_ids(bool only_opened) {
    GPtrArray *ids = g_ptr_array_new();

    for (size_t i = 0; i < G_N_ELEMENTS(gates); i++) {
        if (!only_opened || gates[i].can_be_opened)
            g_ptr_array_add(ids, (gpointer)gates[i].id);
    }
    return ids;
}

static const Gate *find_gate(const char *id) {
    for (size_t i = 0; i < G_N_ELEMENTS(gates); i++) {
        if (strcmp(gates[i].id, id) == 0 ||
            strcmp(gates[i].id + strlen("handoff/"), id) == 0)
            return &gates[i];
    }
    return NULL;
}

GateKey *gate_key_new(const char *text, char **problem) {
    g_auto(GStrv) parts = g_strsplit(text, "=", 2);
    const Gate *gate = parts[0] == NULL ? NULL : find_gate(parts[0]);
    g_autoptr(GPtrArray) ids = gate_ids(true);
    g_autofree char *list = words_join(ids, "and");
    GateKey *key;

    if (gate == NULL || !gate->can_be_opened) {
        *problem = g_strdup_printf(
            gate == NULL ? _("there is no gate \"%s\"; those that can be opened are %s")
                         : _("\"%s\" cannot be opened; those that can are %s"),
            parts[0] != NULL ? parts[0] : "", list);
        return NULL;
    }
    if (parts[1] == NULL || *g_strstrip(parts[1]) == '\0') {
        *problem = g_strdup_printf(_("say why \"%s\" is opened: %s=REASON"), gate->id,
                                   gate->id);
        return NULL;
    }
    key = g_new0(GateKey, 1);
    key->id = gate->id;
    key->reason = g_strdup(parts[1]);
    return key;
}

void gate_key_free(GateKey *self) {
    if (self == NULL)
        return;
    g_free(self->reason);
    g_free(self);
}
