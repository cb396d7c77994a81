package dev.pathwarden.policies.authoring;

import dev.pathwarden.policies.guardrail.YamlOutline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lays a guardrail file out as the shipped ones are: no space at the end of lines, one space behind a colon and before a comment's words, at most one empty line, one line end at the end. Comments, order and quotes stay; texts in
 * blocks are not touched. Laid out twice, a file is as it was laid out once. What is no YAML is left as it is. Pure.
 */
public final class GuardrailLayout {

    private static final Pattern KEY = Pattern.compile("(\\s*(?:- )*)([A-Za-z0-9_.]+):[ \\t]{2,}(\\S.*)");
    private static final Pattern COMMENT = Pattern.compile("(\\s*)#([^\\s#!].*)");
    private static final Pattern BLOCK = Pattern.compile("(?:.*[:\\-]\\s+|\\s*)[|>][-+0-9]*(?:\\s+#.*)?");

    private GuardrailLayout() {
    }

    /** The file laid out. */
    public static String of(String text) {
        Optional<YamlOutline> before = YamlOutline.of(text);
        if (before.isEmpty()) {
            return text;
        }
        String laid = laid(text);
        Optional<YamlOutline> after = YamlOutline.of(laid);
        // Where a line was not what it seemed, such as in a text of several lines, nothing is better than something else.
        return after.isPresent() && after.get().says(before.get()) ? laid : text;
    }

    private static String laid(String text) {
        List<String> lines = new ArrayList<>();
        int block = -1;
        boolean empty = true;
        for (String raw : text.replace("\r\n", "\n").split("\n", -1)) {
            int indent = raw.length() - raw.stripLeading().length();
            if (block >= 0 && (raw.isBlank() || indent > block)) {
                lines.add(raw);
                empty = false;
                continue;
            }
            block = -1;
            String line = raw.stripTrailing();
            if (line.isEmpty()) {
                if (!empty) {
                    lines.add("");
                }
                empty = true;
                continue;
            }
            empty = false;
            Matcher comment = COMMENT.matcher(line);
            Matcher key = KEY.matcher(line);
            if (comment.matches()) {
                line = comment.group(1) + "# " + comment.group(2);
            } else if (key.matches()) {
                line = key.group(1) + key.group(2) + ": " + key.group(3);
            }
            if (BLOCK.matcher(line).matches()) {
                block = indent;
            }
            lines.add(line);
        }
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isBlank()) {
            lines.remove(lines.size() - 1);
        }
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }
}
