package dev.pathwarden.policies.novelty;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a value looks like, coarse enough that a person knows at a glance what is meant. It says nothing of whether the value is valid. */
public enum Form {
    NOTHING("nothing"),
    TRUTH("truth"),
    NUMBER("number"),
    EMAIL("email"),
    URL("url"),
    PATH("path"),
    IBAN("iban"),
    DATE("date"),
    ID("id"),
    WORD("word"),
    TEXT("text"),
    LIST("list"),
    MAP("map");

    private static final Map<String, Form> BY_TEXT = Stream.of(values()).collect(Collectors.toUnmodifiableMap(Form::text, Function.identity()));
    private static final int MIN_IBAN = 15;
    private static final int MAX_IBAN = 34;
    private static final int MIN_ID = 6;
    private static final int ID_DIGITS = 3;
    private static final int MAX_TOKEN = 2_000;
    private static final String DATE_FORM = "0000-00-00";

    private final String text;

    Form(String text) {
        this.text = text;
    }

    /** The word for it in files. */
    public String text() {
        return text;
    }

    /** The form of that name, empty for a name that is none. */
    public static Optional<Form> of(String text) {
        return Optional.ofNullable(BY_TEXT.get(text));
    }

    /** Form of a recorded value. Looks at no more than the first {@value #MAX_TOKEN} characters, and makes no copy of them. */
    static Form ofValue(Object value) {
        if (value instanceof String string) {
            return ofText(string);
        }
        if (value instanceof Boolean) {
            return TRUTH;
        }
        return value instanceof Number ? NUMBER : value instanceof List ? LIST : value instanceof Map ? MAP : NOTHING;
    }

    private static Form ofText(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        if (from == to) {
            return NOTHING;
        }
        if (to - from > MAX_TOKEN) {
            return TEXT;
        }
        return ofText(text, from, to);
    }

    private static Form ofText(String text, int from, int to) {
        int digits = 0;
        int letters = 0;
        int blanks = 0;
        int ats = 0;
        int others = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z') {
                letters++;
            } else if (c <= ' ') {
                blanks++;
            } else if (c == '@') {
                ats++;
            } else if (c != '-' && c != '_' && c != '.' && c != ':' && c != '+') {
                others++;
            }
        }
        if (isDate(text, from, to)) {
            return DATE;
        }
        if (isIban(text, from, to, digits + letters, blanks)) {
            return IBAN;
        }
        if (blanks > 0) {
            return TEXT;
        }
        if (text.startsWith("://", scheme(text, from, to))) {
            return URL;
        }
        if (ats == 1 && text.indexOf('.', text.indexOf('@', from)) > 0 && text.charAt(from) != '@' && text.charAt(from) != '/') {
            return EMAIL;
        }
        if (isPath(text, from, to, letters)) {
            return PATH;
        }
        if (letters == 0 && digits > 0 && isNumber(text, from, to)) {
            return NUMBER;
        }
        return others == 0 && ats == 0 && digits >= ID_DIGITS && to - from >= MIN_ID ? ID : WORD;
    }

    /** Where the letters at the beginning end. */
    private static int scheme(String text, int from, int to) {
        int end = from;
        while (end < to && (text.charAt(end) >= 'a' && text.charAt(end) <= 'z' || text.charAt(end) >= 'A' && text.charAt(end) <= 'Z' || end > from && text.charAt(end) == '+')) {
            end++;
        }
        return end > from ? end : to;
    }

    private static boolean isDate(String text, int from, int to) {
        if (to - from < DATE_FORM.length()) {
            return false;
        }
        for (int i = 0; i < DATE_FORM.length(); i++) {
            char c = text.charAt(from + i);
            if (DATE_FORM.charAt(i) == '-' ? c != '-' : c < '0' || c > '9') {
                return false;
            }
        }
        for (int i = from + DATE_FORM.length(); i < to; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && "T :.+-Zz".indexOf(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Two capitals, two digits, and letters and digits behind them, in groups or not. */
    private static boolean isIban(String text, int from, int to, int alphanumerics, int blanks) {
        if (alphanumerics < MIN_IBAN || alphanumerics > MAX_IBAN || alphanumerics + blanks != to - from) {
            return false;
        }
        int digits = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c >= 'a' && c <= 'z') {
                return false;
            }
            digits += c >= '0' && c <= '9' ? 1 : 0;
        }
        return isCapital(text.charAt(from)) && isCapital(text.charAt(from + 1)) && !isCapital(text.charAt(from + 2)) && !isCapital(text.charAt(from + 3)) && digits * 2 >= alphanumerics;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isPath(String text, int from, int to, int letters) {
        char first = text.charAt(from);
        return first == '/' || text.startsWith("./", from) || text.startsWith("../", from) || text.startsWith("~/", from)
                || to - from > 2 && text.charAt(from + 1) == ':' && text.charAt(from + 2) == '\\' || letters > 0 && text.indexOf('/', from) > from && text.indexOf('/', from) < to - 1;
    }

    private static boolean isNumber(String text, int from, int to) {
        int points = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            points += c == '.' ? 1 : 0;
            if ((c < '0' || c > '9') && c != '.' && (i > from || c != '-' && c != '+')) {
                return false;
            }
        }
        return points <= 1;
    }

    @Override
    public String toString() {
        return text;
    }
}
