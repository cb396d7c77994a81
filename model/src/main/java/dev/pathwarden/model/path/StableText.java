package dev.pathwarden.model.path;

import dev.pathwarden.model.step.JsonText;
import java.util.regex.Pattern;

/** Values as text, with what differs from run to run by nature replaced: ids, the ports of loopback addresses, long numbers in the names of files. */
public final class StableText {

    private static final Pattern CHANGING = Pattern.compile(
            "(?<uuid>\\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\\b)"
            + "|(?<port>(?<=\\blocalhost:|\\b127\\.0\\.0\\.1:|\\[::1]:)\\d{1,5}\\b)"
            + "|(?<hex>\\b(?=[0-9a-f]*\\d)(?=[0-9a-f]*[a-f])[0-9a-f]{12,}\\b)"
            + "|(?<temporary>(?<=[/\\\\][^/\\\\\\s\"]{0,60})\\d{8,})"
            + "|(?<call>\\bcall_[A-Za-z0-9]{6,}\\b)");

    private static final int FEWEST_DIGITS = 8;

    private StableText() {
    }

    /** A recorded value as text; equal texts mean the same for a comparison of runs. */
    public static String of(Object value) {
        return of(JsonText.write(value));
    }

    /** A text with what changes by nature replaced by an ellipsis. */
    public static String of(String text) {
        return canHaveChanging(text) ? CHANGING.matcher(text).replaceAll("…") : text;
    }

    /** Whether it is worth the pattern, which is a hundred times as dear. All that changes but a call's id and a port has this many hexadecimal digits in a row. */
    private static boolean canHaveChanging(String text) {
        int row = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            row = c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' ? row + 1 : 0;
            if (row == FEWEST_DIGITS) {
                return true;
            }
        }
        return text.contains("call_") || text.contains("localhost:") || text.contains("127.0.0.1:") || text.contains("[::1]:");
    }
}
