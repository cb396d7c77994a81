package dev.pathwarden.model.store;

import java.util.ArrayList;

/**
 * Root of the object store. A plain class with plain fields, because Eclipse Store writes neither records nor enum sets without JVM flags;
 * fields and names are frozen, what changes is in the bytes.
 */
final class StoreRoot {

    /** Segments in the order they were written. */
    final ArrayList<StoredSegment> segments = new ArrayList<>();
    /** Processes and damages, as {@link dev.pathwarden.model.segment.NotesCodec} writes them, and behind them what {@link dev.pathwarden.model.evidence.EvidenceCodec} writes. One block where the store is encrypted. */
    byte[] notes = new byte[0];
}
