/* Pages of the order on paper, filled from top to bottom: where the next thing stands,
 * and what stands on every page. In German, whatever language messages have. */
#pragma once

#include "handoff/docket.h"
#include "report/sheet.h"

#define FLOW_LEFT 51.0
#define FLOW_RIGHT (SHEET_WIDTH - 51.0)
#define FLOW_WIDTH (FLOW_RIGHT - FLOW_LEFT)

typedef struct {
    const Docket *docket;
    Sheet *sheet;
    double y;            /* where the next thing stands */
    const char *section; /* told again on pages that go on with it; NULL: none */
} OrderFlow;

extern const SheetVoice flow_label, flow_plain, flow_strong, flow_quiet, flow_tiny;

/* Begins a page unless so much fits on this one. */
void flow_need(OrderFlow *self, double height);

/* A heading, with room for `height` below it. */
void flow_section(OrderFlow *self, const char *heading, double height);

/* Words at the left of a column; where they end. */
double flow_put(const OrderFlow *self, SheetVoice voice, const char *words, double left,
                double y, double width);

/* How high such words are. */
double flow_height(const OrderFlow *self, SheetVoice voice, const char *words,
                   double width);

void flow_rule(const OrderFlow *self, double y, double tint, double thickness);

/* Numbers at the foot, when there is no more to come. */
void flow_end(const OrderFlow *self);

/* "24.11.2026" of "2026-11-24"; caller frees. */
char *flow_date(const char *iso);

/* "1 bis 4, 7": numbers from 1 of the bits that are set (an array of gboolean); caller
 * frees. */
char *flow_positions(const GArray *chosen);
