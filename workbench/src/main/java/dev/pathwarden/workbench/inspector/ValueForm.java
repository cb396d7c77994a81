package dev.pathwarden.workbench.inspector;

/** How a value is shown. */
enum ValueForm {
    TREE, RAW, HEX
}
