package dev.pathwarden.workbench.app;

/** Which part of the window gets the room. */
enum Room {
    /** Every part. */
    BALANCED,
    /** The run table alone. */
    RUNS,
    /** The view alone. */
    VIEW,
    /** The inspector, beside the view in a wide window and beside the run table in a narrow one. */
    INSPECTOR
}
