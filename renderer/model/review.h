/* How far something shown has been read by people. */
#pragma once

typedef enum {
    STATE_PLACEHOLDER, /* stands for something still to come */
    STATE_DRAFT,       /* the default */
    STATE_REVIEWED,    /* read by somebody who speaks the language or owns the mark */
} State;
