package dev.pathwarden.policies.trust;

/**
 * Telephone numbers that announce themselves: international with {@code +} and an assigned country code, or of North America as
 * {@code (NXX) NXX-XXXX} or {@code NXX-NXX-XXXX}. Bare digits are never taken for one.
 */
final class PhoneDetector implements Detector {

    private static final int MIN_DIGITS = 9;
    private static final int MAX_DIGITS = 15;
    private static final int MAX_CHARACTERS = 24;

    @Override
    public String label() {
        return "pii.phone";
    }

    @Override
    public int end(CharSequence text, int start) {
        char before = Ascii.at(text, start - 1);
        if (Ascii.wordBefore(text, start) || before == '-' || before == '.' || before == '/' || before == ')') {
            return -1;
        }
        return text.charAt(start) == '+' ? international(text, start) : northAmerican(text, start);
    }

    private static int international(CharSequence text, int start) {
        int digits = 0;
        int code = 0;
        int end = start + 1;
        for (int i = start + 1; i < text.length() && i - start < MAX_CHARACTERS; i++) {
            char c = text.charAt(i);
            if (Ascii.digit(c)) {
                digits++;
                code = digits <= 3 ? code * 10 + c - '0' : code;
                end = i + 1;
            } else if (c != ' ' && c != '-' && c != '.' && c != '(' && c != ')' || separator(Ascii.at(text, i - 1)) && c == Ascii.at(text, i - 1)) {
                break;
            }
        }
        char after = Ascii.at(text, end);
        boolean ends = !Ascii.word(after) && !(after == '.' && Ascii.digit(Ascii.at(text, end + 1)));
        return ends && digits >= MIN_DIGITS && digits <= MAX_DIGITS && assigned(code) ? end : -1;
    }

    private static boolean separator(char c) {
        return c == ' ' || c == '-' || c == '.';
    }

    /** Whether three leading digits belong to a country code of ITU-T E.164. */
    private static boolean assigned(int three) {
        int two = three / 10;
        if (three >= 200 && three < 700 && three != 210 && three != 259) {
            return two != 28;
        }
        return two / 10 == 1 || two / 10 == 7 || two == 81 || two == 82 || two == 84 || two == 86 || two >= 90 && two <= 95 || two == 98
                || three >= 850 && three <= 889 && two != 87 || two == 96 || two == 97 || two == 99;
    }

    private static int northAmerican(CharSequence text, int start) {
        boolean bracket = text.charAt(start) == '(';
        int i = bracket ? start + 1 : start;
        if (!exchange(text, i)) {
            return -1;
        }
        i += 3;
        if (bracket) {
            if (Ascii.at(text, i) != ')') {
                return -1;
            }
            i += Ascii.at(text, i + 1) == ' ' ? 2 : 1;
        } else {
            if (Ascii.at(text, i) != '-') {
                return -1;
            }
            i++;
        }
        if (!exchange(text, i) || Ascii.at(text, i + 3) != '-' || !digits(text, i + 4, 4)) {
            return -1;
        }
        char after = Ascii.at(text, i + 8);
        return Ascii.word(after) || after == '-' ? -1 : i + 8;
    }

    private static boolean exchange(CharSequence text, int from) {
        return digits(text, from, 3) && text.charAt(from) >= '2';
    }

    private static boolean digits(CharSequence text, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (!Ascii.digit(Ascii.at(text, i))) {
                return false;
            }
        }
        return true;
    }
}
