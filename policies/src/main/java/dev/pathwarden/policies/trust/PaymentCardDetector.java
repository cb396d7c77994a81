package dev.pathwarden.policies.trust;

/**
 * Payment card numbers: issuer prefix and length of Visa, Mastercard, American Express, Discover, JCB and Diners Club, and the Luhn digit.
 *
 * <p>Bare or grouped as cards are printed (4-4-4-4, 4-6-5, 4-6-4). Left out because ordinary numbers look the same: Visa with 13 digits
 * (article numbers) and Maestro.
 */
final class PaymentCardDetector implements Detector {

    private static final int MIN_DIGITS = 14;
    private static final int MAX_DIGITS = 19;

    @Override
    public String label() {
        return "pii.payment-card";
    }

    @Override
    public int end(CharSequence text, int start) {
        char before = Ascii.at(text, start - 1);
        char first = text.charAt(start);
        if (first < '2' || first > '6' || Ascii.wordBefore(text, start) || glues(before) && Ascii.alphanumeric(Ascii.at(text, start - 2))) {
            return -1;
        }
        int[] digits = new int[MAX_DIGITS];
        int[] groups = new int[6];
        int count = 0;
        int group = 0;
        int i = start;
        char separator = 0;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Ascii.digit(c)) {
                if (count == MAX_DIGITS) {
                    return -1;
                }
                digits[count++] = c - '0';
                groups[group]++;
            } else if ((c == ' ' || c == '-') && Ascii.digit(Ascii.at(text, i + 1)) && (separator == 0 || separator == c)
                    && group + 1 < groups.length && mayFollow(groups, group)) {
                separator = c;
                group++;
            } else {
                break;
            }
        }
        char after = Ascii.at(text, i);
        boolean free = !Ascii.word(after) && !(glues(after) && Ascii.alphanumeric(Ascii.at(text, i + 1)));
        return free && count >= MIN_DIGITS && grouped(groups, group, count) && issued(digits, count) && luhn(digits, count) ? i : -1;
    }

    private static boolean glues(char c) {
        return c == '-' || c == '.' || c == '/' || c == ':';
    }

    private static boolean mayFollow(int[] groups, int group) {
        return groups[0] == 4 && (group == 0 || groups[group] == 4 || group == 1 && groups[1] == 6);
    }

    private static boolean grouped(int[] groups, int last, int count) {
        if (last == 0) {
            return count <= 16;
        }
        if (last == 2) {
            return groups[0] == 4 && groups[1] == 6 && (groups[2] == 5 || groups[2] == 4);
        }
        return groups[0] == 4 && groups[1] == 4 && groups[2] == 4 && last >= 3 && groups[3] == 4 && last <= 4;
    }

    private static boolean issued(int[] digits, int count) {
        int two = digits[0] * 10 + digits[1];
        int four = two * 100 + digits[2] * 10 + digits[3];
        int six = four * 100 + digits[4] * 10 + digits[5];
        if (digits[0] == 4) {
            return count == 16 || count == 19;
        }
        if (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) {
            return count == 16;
        }
        if (two == 34 || two == 37) {
            return count == 15;
        }
        if (four == 6011 || two == 65 || four / 10 >= 644 && four / 10 <= 649 || six >= 622126 && six <= 622925 || four >= 3528 && four <= 3589) {
            return count == 16 || count == 19;
        }
        return count == 14 && (four / 10 >= 300 && four / 10 <= 305 || two == 36 || two == 38 || two == 39);
    }

    private static boolean luhn(int[] digits, int count) {
        int sum = 0;
        boolean same = true;
        for (int i = 0; i < count; i++) {
            int digit = digits[count - 1 - i];
            same &= digit == digits[0];
            if ((i & 1) == 1) {
                digit *= 2;
                sum += digit > 9 ? digit - 9 : digit;
            } else {
                sum += digit;
            }
        }
        return sum % 10 == 0 && !same;
    }
}
