package dev.pathwarden.recorder.hooks.file;

import java.nio.charset.StandardCharsets;

/** Bytes as the text that they are, if they are text. */
final class ContentText {

    private ContentText() {
    }

    /** The text; null if a zero byte says that it is none. */
    static String of(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == 0) {
                return null;
            }
        }
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }
}
