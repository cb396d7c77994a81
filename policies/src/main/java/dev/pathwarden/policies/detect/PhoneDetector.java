package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/**
 * Telephone numbers that announce themselves: international with {@code +} and an assigned country code, or of North America as
 * {@code (NXX) NXX-XXXX} or {@code NXX-NXX-XXXX}. Bare digits are never taken for one.
 */
final class PhoneDetector implements NumberDetector {

    private static final int MIN_DIGITS = 9;
    private static final int MAX_DIGITS = 15;
    private static final int MAX_CHARACTERS = 24;
    private static final String ASSIGNED = "1 7 20 211 212 213 216 218 220 221 222 223 224 225 226 227 228 229 230 231 232 233 234 235 236 237 238 239 240 241 242 243 244 245 246 247 248 249 250 251 252 253 254 255 256 257 258 260 261 "
            + "262 263 264 265 266 267 268 269 27 290 291 297 298 299 30 31 32 33 34 350 351 352 353 354 355 356 357 358 359 36 370 371 372 373 374 375 376 377 378 380 381 382 383 385 386 387 389 39 40 41 420 421 423 43 44 45 46 47 "
            + "48 49 500 501 502 503 504 505 506 507 508 509 51 52 53 54 55 56 57 58 590 591 592 593 594 595 596 597 598 599 60 61 62 63 64 65 66 670 672 673 674 675 676 677 678 679 680 681 682 683 685 686 687 688 689 690 691 692 "
            + "800 808 81 82 84 850 852 853 855 856 86 870 878 880 881 882 883 886 888 90 91 92 93 94 95 960 961 962 963 964 965 966 967 968 970 971 972 973 974 975 976 977 979 98 992 993 994 995 996 998";
    private static final long[] CODES = codes();

    @Override
    public String label() {
        return "pii.phone";
    }

    @Override
    public String what() {
        return "telephone number";
    }

    @Override
    public String how() {
        return "`+` and a country code that is assigned, 9 to 15 digits; or `(NXX) NXX-XXXX` or `NXX-NXX-XXXX` of North America";
    }

    @Override
    public int digits() {
        return 1 << 3;
    }

    @Override
    public boolean canFollow(int digits, Following following) {
        return following == Following.DASH_DIGIT;
    }

    @Override
    public int end(CharSequence text, int start) {
        char before = Ascii.at(text, start - 1);
        if (Ascii.wordBefore(text, start) || before == '-' || before == '.' || before == '/' || before == ')' || before == '~' || before == '+') {
            return -1;
        }
        if (text.charAt(start) == '+') {
            char next = Ascii.at(text, start + 1);
            return Ascii.digit(next) || next == '(' ? international(text, start) : -1;
        }
        return northAmerican(text, start);
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
        boolean ends = !Ascii.word(after) && !(after == '.' && Ascii.digit(Ascii.at(text, end + 1))) && Ascii.at(text, end - 2) != '.';
        return ends && digits >= MIN_DIGITS && digits <= MAX_DIGITS && assigned(code) ? end : -1;
    }

    private static boolean separator(char c) {
        return c == ' ' || c == '-' || c == '.';
    }

    /** Whether three leading digits belong to a country code of ITU-T E.164. */
    private static boolean assigned(int three) {
        return (CODES[three >>> 6] >>> three & 1) != 0;
    }

    private static long[] codes() {
        long[] codes = new long[1_000 / Long.SIZE + 1];
        for (String code : ASSIGNED.split(" ")) {
            int size = (int) Math.pow(10, 3 - code.length());
            for (int three = Integer.parseInt(code) * size, i = 0; i < size; i++) {
                codes[three + i >>> 6] |= 1L << three + i;
            }
        }
        return codes;
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
