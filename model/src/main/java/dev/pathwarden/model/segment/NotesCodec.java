package dev.pathwarden.model.segment;

import dev.pathwarden.model.journal.ByteSink;
import dev.pathwarden.model.journal.ByteSource;
import dev.pathwarden.model.journal.CorruptBytesException;
import dev.pathwarden.model.journal.EventCodec;
import dev.pathwarden.model.step.ProcessInfo;
import java.util.ArrayList;
import java.util.List;

/** Bytes of what stands beside the runs: the watched processes, and what could not be read of the source. */
public final class NotesCodec {

    /**
     * What stands beside the runs.
     *
     * @param processes the watched processes
     * @param damages one sentence each
     */
    public record Notes(List<ProcessInfo> processes, List<String> damages) {
        public Notes {
            processes = List.copyOf(processes);
            damages = List.copyOf(damages);
        }

        /** These, and that nobody could sign the runs. */
        public Notes unsigned(String reason) {
            List<String> more = new ArrayList<>(damages);
            more.add("It is not signed, so that a later change could not be told from what was recorded: " + reason);
            return new Notes(processes, more);
        }
    }

    private NotesCodec() {
    }

    /** Writes notes. */
    public static byte[] encode(Notes notes) {
        ByteSink sink = new ByteSink(1024);
        sink.varint(notes.processes().size());
        notes.processes().forEach(process -> EventCodec.encode(process, sink));
        sink.varint(notes.damages().size());
        notes.damages().forEach(sink::text);
        return sink.toByteArray();
    }

    /**
     * Reads notes.
     *
     * @throws CorruptBytesException if the bytes are none
     */
    public static Notes decode(byte[] bytes) {
        ByteSource source = new ByteSource(bytes);
        Notes notes = decode(source);
        source.finish();
        return notes;
    }

    /** As {@link #decode(byte[])}, of notes with something behind them. */
    public static Notes decode(ByteSource source) {
        List<ProcessInfo> processes = new ArrayList<>();
        for (int left = source.count(8); left > 0; left--) {
            processes.add(EventCodec.decodeProcess(source));
        }
        List<String> damages = new ArrayList<>();
        for (int left = source.count(1); left > 0; left--) {
            damages.add(source.text());
        }
        return new Notes(processes, damages);
    }
}
