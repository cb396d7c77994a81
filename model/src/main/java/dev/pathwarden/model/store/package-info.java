/**
 * The snapshot as an Eclipse Store object store: a root, and segments behind lazy references.
 *
 * <p>Everything that knows Eclipse Store is here. A store is made once, sealed with a manifest of digests, and from then on only read, from
 * a private copy.
 */
package dev.pathwarden.model.store;
