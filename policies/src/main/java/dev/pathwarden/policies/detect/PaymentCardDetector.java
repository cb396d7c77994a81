package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/**
 * Payment card numbers: issuer prefix and length of Visa, Mastercard, American Express, Discover, UnionPay, JCB and Diners Club, and the Luhn digit.
 *
 * <p>Bare or grouped as cards are printed (4-4-4-4, 4-6-5, 4-6-4). Left out because ordinary numbers look the same: Visa with 13 digits
 * (article numbers) and Maestro.
 */
final class PaymentCardDetector implements NumberDetector {

    private static final int MIN_DIGITS = 14;
    private static final int MAX_DIGITS = 19;
    private static final int MAX_GROUPS = 5;
    private static final long NINETEEN = 1_000_000_000_000_000_000L;

    @Override
    public String label() {
        return "pii.payment-card";
    }

    @Override
    public String what() {
        return "payment card";
    }

    @Override
    public String how() {
        return "prefix and length of Visa, Mastercard, American Express, Discover, UnionPay, JCB or Diners Club, Luhn; bare or in the groups that are printed";
    }

    @Override
    public int digits() {
        return 1 << 4 | 1 << 14 | 1 << 15 | 1 << 16;
    }

    @Override
    public boolean canFollow(int digits, Following following) {
        return digits == 4 ? following == Following.SPACE_DIGIT || following == Following.DASH_DIGIT : following.endsDigits();
    }

    @Override
    public int end(CharSequence text, int start) {
        char before = Ascii.at(text, start - 1);
        char first = text.charAt(start);
        if (first < '2' || first > '6' || Ascii.wordBefore(text, start) || glues(before) && Ascii.alphanumeric(Ascii.at(text, start - 2))) {
            return -1;
        }
        long number = 0;
        int count = 0;
        // How many digits each group has, the last one rightmost, four bits for each.
        int groups = 0;
        int group = 0;
        char separator = 0;
        int i = start;
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Ascii.digit(c)) {
                if (count++ == MAX_DIGITS) {
                    return -1;
                }
                number = number * 10 + c - '0';
                groups++;
            } else if ((c == ' ' || c == '-') && Ascii.digit(Ascii.at(text, i + 1)) && (separator == 0 || separator == c) && group < MAX_GROUPS && mayFollow(groups)) {
                separator = c;
                group++;
                groups <<= 4;
            } else {
                break;
            }
            if (group == 0 && count > 16) {
                return -1;
            }
        }
        char after = Ascii.at(text, i);
        boolean free = !Ascii.word(after) && !(glues(after) && Ascii.alphanumeric(Ascii.at(text, i + 1)));
        return free && count >= MIN_DIGITS && grouped(groups, group, count) && issued(number, count) && !same(number, count) && CheckDigits.luhn(number) ? i : -1;
    }

    private static boolean glues(char c) {
        return c == '.' || c == '-';
    }

    private static boolean mayFollow(int groups) {
        int last = groups & 15;
        return last == 4 || groups == 0x46;
    }

    private static boolean grouped(int groups, int separators, int count) {
        return switch (separators) {
            case 0 -> count <= 16;
            case 2 -> groups == 0x465 || groups == 0x464;
            case 3 -> groups == 0x4444;
            case 4 -> groups >>> 4 == 0x4444 && (groups & 15) <= 4;
            default -> false;
        };
    }

    private static boolean issued(long number, int count) {
        long aligned = number;
        for (int i = count; i < MAX_DIGITS; i++) {
            aligned *= 10;
        }
        int four = (int) (aligned / (NINETEEN / 1_000));
        int two = four / 100;
        if (two / 10 == 4) {
            return count == 16 || count == 19;
        }
        if (two >= 51 && two <= 55 || four >= 2221 && four <= 2720) {
            return count == 16;
        }
        if (two == 34 || two == 37) {
            return count == 15;
        }
        if (four == 6011 || two == 65 || four / 10 >= 644 && four / 10 <= 649 || four >= 6220 && four <= 6289 || four >= 3528 && four <= 3589) {
            return count == 16 || count == 19;
        }
        return count == 14 && (four / 10 >= 300 && four / 10 <= 305 || four == 3095 || two == 36 || two == 38 || two == 39);
    }

    private static boolean same(long number, int count) {
        long ones = 0;
        for (int i = 0; i < count; i++) {
            ones = ones * 10 + 1;
        }
        return number % ones == 0;
    }
}
