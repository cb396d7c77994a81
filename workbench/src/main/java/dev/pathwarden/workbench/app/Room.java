package dev.pathwarden.workbench.app;

/** Which part of the window gets the room. */
enum Room {
    /** Every part. */
    BALANCED,
    /** The run table alone. */
    RUNS,
    /** The view alone. */
    VIEW,
    /** The view and the inspector, half and half. */
    INSPECTOR
}
