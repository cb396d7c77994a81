package dev.pathwarden.policies.yaml;

import java.util.regex.Pattern;

/** Names that come from recordings and can be anything, written so that they are read as the same names. For any thread. */
public final class YamlName {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/_][A-Za-z0-9_./-]{0,119}");
    /** Plain words that YAML takes for something else than a text, in one schema or another. */
    private static final Pattern TAKEN = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

    private YamlName() {
    }

    /** The name as it is where YAML and a reader take it for nothing else, else in quotes. */
    public static String of(String name) {
        return PLAIN.matcher(name).matches() && !TAKEN.matcher(name).matches() ? name : quoted(name);
    }

    /** The name in double quotes, in ASCII and on one line. */
    public static String quoted(String name) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c >= ' ' && c < 127) {
                quoted.append(c);
            } else {
                quoted.append(String.format("\\u%04x", (int) c));
            }
        }
        return quoted.append('"').toString();
    }
}
