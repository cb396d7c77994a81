package dev.pathwarden.workbench.inspector;

import java.nio.charset.StandardCharsets;

/**
 * A text as the bytes that it has in UTF-8, a page at a time: a line is the offset, eight bytes, and those of them that are visible ASCII. Pure.
 *
 * <pre>00000008  6e 6f 74 69 7a 3a 20 c3  notiz: .</pre>
 */
final class HexText {

    /** Bytes of a page. */
    static final int PAGE = 4096;

    private static final int ROW = 8;

    private final byte[] bytes;

    HexText(String text) {
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    /** Number of bytes. */
    int bytes() {
        return bytes.length;
    }

    /** Number of pages, 1 or more. */
    int pages() {
        return Math.max(1, (bytes.length + PAGE - 1) / PAGE);
    }

    /**
     * The lines of a page.
     *
     * @param number from 0
     */
    String page(int number) {
        StringBuilder page = new StringBuilder();
        int end = Math.min(bytes.length, (number + 1) * PAGE);
        for (int row = number * PAGE; row < end; row += ROW) {
            page.append(page.isEmpty() ? "" : "\n");
            line(page, row, Math.min(end, row + ROW));
        }
        return page.toString();
    }

    private void line(StringBuilder line, int from, int to) {
        line.append("%08x ".formatted(from));
        for (int i = from; i < from + ROW; i++) {
            line.append(i < to ? " %02x".formatted(bytes[i]) : "   ");
        }
        line.append("  ");
        for (int i = from; i < to; i++) {
            line.append(bytes[i] >= ' ' && bytes[i] < 0x7f ? (char) bytes[i] : '.');
        }
    }
}
