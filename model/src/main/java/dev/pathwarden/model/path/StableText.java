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

    private StableText() {
    }

    /** A recorded value as text; equal texts mean the same for a comparison of runs. */
    public static String of(Object value) {
        return of(JsonText.write(value));
    }

    /** A text with what changes by nature replaced by an ellipsis. */
    public static String of(String text) {
        return CHANGING.matcher(text).replaceAll("…");
    }
}
