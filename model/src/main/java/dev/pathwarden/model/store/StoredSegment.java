package dev.pathwarden.model.store;

import org.eclipse.serializer.reference.Lazy;

/** A segment in the object store: its index at hand, its content behind a lazy reference; each of both a block where the store is encrypted. */
final class StoredSegment {

    byte[] index;
    Lazy<byte[]> content;

    static StoredSegment of(byte[] index, byte[] content) {
        StoredSegment segment = new StoredSegment();
        segment.index = index;
        segment.content = Lazy.Reference(content);
        return segment;
    }
}
