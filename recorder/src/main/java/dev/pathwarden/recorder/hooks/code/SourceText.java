package dev.pathwarden.recorder.hooks.code;

import java.io.IOException;
import java.io.Reader;

/**
 * Source that comes out of a reader: its beginning is read for the record, and the reader that stands in its place gives all of it, and any error where it occurred.
 */
final class SourceText {

    private static final int LIMIT = 1024 * 1024;

    private final String text;
    private final Reader whole;
    private final boolean more;

    private SourceText(String text, Reader whole, boolean more) {
        this.text = text;
        this.whole = whole;
        this.more = more;
    }

    static SourceText of(Reader reader) {
        StringBuilder beginning = new StringBuilder();
        char[] piece = new char[8 * 1024];
        Exception failure = null;
        boolean more = false;
        try {
            for (int count = reader.read(piece); count >= 0; count = reader.read(piece)) {
                beginning.append(piece, 0, count);
                if (beginning.length() >= LIMIT) {
                    more = true;
                    break;
                }
            }
        } catch (IOException | RuntimeException e) {
            failure = e;
        }
        String text = beginning.toString();
        return new SourceText(text, new Whole(text, reader, failure), more);
    }

    /** Whether there may be more of it than {@link #text()}. */
    boolean more() {
        return more;
    }

    String text() {
        return text;
    }

    Reader whole() {
        return whole;
    }

    private static final class Whole extends Reader {
        private final String beginning;
        private final Reader rest;
        private final Exception failure;
        private int position;

        Whole(String beginning, Reader rest, Exception failure) {
            this.beginning = beginning;
            this.rest = rest;
            this.failure = failure;
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            if (position < beginning.length()) {
                int count = Math.min(length, beginning.length() - position);
                beginning.getChars(position, position + count, target, offset);
                position += count;
                return count;
            }
            if (failure instanceof IOException given) {
                throw given;
            }
            if (failure instanceof RuntimeException given) {
                throw given;
            }
            return rest.read(target, offset, length);
        }

        @Override
        public void close() throws IOException {
            rest.close();
        }
    }
}
