/**
 * Takes bundles that are pushed over HTTPS, on the host of the recorders that follow them, and puts them where they do. A process of its own: nothing of it is ever loaded in a watched JVM, and nothing that
 * decides knows it.
 */
package dev.pathwarden.policies.receive;
