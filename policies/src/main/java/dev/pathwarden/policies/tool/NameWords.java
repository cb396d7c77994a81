package dev.pathwarden.policies.tool;

import java.util.List;
import java.util.Locale;

/** Takes names such as {@code send_money}, {@code sendMoney} or {@code bank.send-money} apart. */
public final class NameWords {

    /** Most characters of a name that are looked at. */
    private static final int MAX = 200;

    private NameWords() {
    }

    /** The words of a name, in small letters and in their order. */
    public static List<String> of(String name) {
        String start = name.length() > MAX ? name.substring(0, MAX) : name;
        StringBuilder words = new StringBuilder(start.length() + 8);
        for (int i = 0; i < start.length(); i++) {
            char c = start.charAt(i);
            boolean hump = i > 0 && Character.isUpperCase(c) && Character.isLowerCase(start.charAt(i - 1));
            words.append(hump ? " " : "").append(Character.isLetterOrDigit(c) ? c : ' ');
        }
        return List.of(words.toString().strip().toLowerCase(Locale.ROOT).split("\\s+"));
    }

    /** The word without the ending of a plural. */
    static String singular(String word) {
        return word.length() > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.substring(0, word.length() - 1) : word;
    }
}
