package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/**
 * Dates of birth: a date of the years 1900 to 2039 shortly behind a word for birth in English, German, Dutch, French, Spanish, Italian, Portuguese, Polish, Swedish, Danish, Finnish or Chinese.
 *
 * <p>As {@code 1985-03-12}, {@code 12.3.85}, {@code 03/12/1985}, {@code 19850312}, {@code 12 March 1985} or {@code March 12, 1985}. A date without such a word is never one: most are of orders and log lines. A column of a
 * table is known by its heading, so in its first row only.
 */
final class BirthDateDetector implements NumberDetector {

    private static final int LONGEST_MONTH = 24;
    private static final Nearby BIRTH = new Nearby("birth|birthdat*|birth dat*|birthday:*|birthday=*|birthday\"*|birthday'*|birthday,*|birthday;*|birthday is|birthday on|born|dob|bday|geburt*|geboren*|geb|geboorte*|naissance*|ne le|nee le|n\u00e9 le|n\u00e9e le|nacim*|nacid*|nascita|nato il|nata il|nascim*|nascid*|urodz*"
            + "|f\u00f6dd|f\u00f6dels*|fodels*|f\u00f8dt|f\u00f8dsels*|fodsels*|syntym*|\u51fa\u751f*|\u751f\u65e5*|\u751f\u5e74*");
    private static final Nearby MONTHS = new Nearby("jan*|feb*|mar*|apr*|may*|jun*|jul*|aug*|sep*|oct*|nov*|dec*|mai|m\u00e4r*|okt*|dez*|mrt|mei|maa*|f\u00e9v*|fev*|avr*|juin|juil*|ao\u00fb*|aou*|d\u00e9c*|ene*|abr*|ago*"
            + "|dic*|gen*|mag*|giu*|lug*|set*|ott*|out*|sty*|lut*|kwi*|maj*|cze*|lip*|sie*|wrz*|pa\u017a*|paz*|lis*|gru*|des*|tam*|hel*|huh*|tou*|kes*|hei*|elo*|syy*|lok*|jou*");

    @Override
    public String label() {
        return "pii.birth-date";
    }

    @Override
    public String what() {
        return "date of birth";
    }

    @Override
    public String how() {
        return "a date from 1900 to 2039 near a word for birth in one of twelve languages";
    }

    @Override
    public int digits() {
        return 1 << 1 | 1 << 2 | 1 << 4 | 1 << 8;
    }

    @Override
    public boolean canFollow(int digits, Following following) {
        return switch (following) {
            case DASH_DIGIT, DOT_DIGIT, SLASH_DIGIT -> digits != 8;
            case SPACE_DIGIT, COMMA_DIGIT -> digits != 4;
            case WORD -> true;
            case PLUS, COLON, ELSE -> digits == 8;
        };
    }

    @Override
    public int end(CharSequence text, int at) {
        int end = date(text, at);
        return end >= 0 && ends(text, end) && BIRTH.before(text, at) ? end : -1;
    }

    @Override
    public int start(CharSequence text, int at) {
        return yearBehind(text, at + Ascii.digits(text, at, 2)) >= 0 && monthBefore(text, at) >= 0 ? monthBefore(text, at) : at;
    }

    private static boolean ends(CharSequence text, int end) {
        char after = Ascii.at(text, end);
        return (!Ascii.word(after) || after == 'T' && Ascii.digit(Ascii.at(text, end + 1))) && !Ascii.glued(text, end, 1);
    }

    private static int date(CharSequence text, int at) {
        int run = Ascii.digits(text, at, NumberDetector.MOST_DIGITS);
        if (run == 8) {
            return compact(CheckDigits.number(text, at, at + 8)) ? at + 8 : -1;
        }
        if (run == 4) {
            return yearFirst(text, at);
        }
        int end = run > 2 ? -1 : dayFirst(text, at, run);
        if (end < 0 && run <= 2) {
            end = monthBetween(text, at, run);
        }
        int year = end < 0 && run <= 2 ? yearBehind(text, at + run) : -1;
        return year >= 0 && monthBefore(text, at) >= 0 ? year : end;
    }

    private static boolean compact(long date) {
        return year(date / 10_000) && CheckDigits.day(date / 100 % 100, date % 100) || year(date % 10_000) && either(date / 1_000_000, date / 10_000 % 100);
    }

    private static int yearFirst(CharSequence text, int at) {
        char separator = Ascii.at(text, at + 4);
        int month = Ascii.digits(text, at + 5, 3);
        int day = at + 6 + month;
        int last = Ascii.digits(text, day, 3);
        boolean form = separator(separator) && month >= 1 && month <= 2 && Ascii.at(text, day - 1) == separator && last >= 1 && last <= 2;
        return form && year(CheckDigits.number(text, at, at + 4)) && CheckDigits.day(CheckDigits.number(text, at + 5, day - 1), CheckDigits.number(text, day, day + last)) ? day + last : -1;
    }

    private static int dayFirst(CharSequence text, int at, int run) {
        char separator = Ascii.at(text, at + run);
        int second = behind(text, at + run, separator);
        int month = second < 0 ? 0 : Ascii.digits(text, second, 3);
        int third = month < 1 || month > 2 || Ascii.at(text, second + month) != separator ? -1 : behind(text, second + month, separator);
        int last = third < 0 ? 0 : Ascii.digits(text, third, 5);
        boolean year = last == 2 || last == 4 && year(CheckDigits.number(text, third, third + last));
        return year && either(CheckDigits.number(text, at, at + run), CheckDigits.number(text, second, second + month)) ? third + last : -1;
    }

    /** Where the next number of a date begins behind a separator: a space can stand behind a dot. */
    private static int behind(CharSequence text, int at, char separator) {
        return !separator(separator) ? -1 : separator == '.' && Ascii.at(text, at + 1) == ' ' ? at + 2 : at + 1;
    }

    /** As in {@code 12 March 1985}, {@code 12th of March, 1985}, {@code 12. Mär 1985}, {@code 12 de marzo de 1985} and {@code 12-Mar-1985}. */
    private static int monthBetween(CharSequence text, int at, int run) {
        if (CheckDigits.number(text, at, at + run) > 31) {
            return -1;
        }
        int i = at + run;
        i += Ascii.letter(Ascii.at(text, i)) && Ascii.letter(Ascii.at(text, i + 1)) ? 2 : 0;
        int month = small(text, gap(text, i));
        int limit = Math.min(text.length(), month + LONGEST_MONTH);
        if (month == at + run || month >= limit || !MONTHS.at(text, month, limit)) {
            return -1;
        }
        int behind = month;
        while (behind < limit && (Ascii.letter(text.charAt(behind)) || text.charAt(behind) > 127)) {
            behind++;
        }
        int year = small(text, gap(text, behind));
        return year > behind && Ascii.digits(text, year, 5) == 4 && year(CheckDigits.number(text, year, year + 4)) ? year + 4 : -1;
    }

    /** Where the next part of a date begins behind at most two separators. */
    private static int gap(CharSequence text, int at) {
        int i = at;
        while (i - at < 2 && (separator(Ascii.at(text, i)) || Ascii.at(text, i) == ',' || i < text.length() && text.charAt(i) == ' ')) {
            i++;
        }
        return i;
    }

    /** Where the next part of a date begins behind a small word. */
    private static int small(CharSequence text, int at) {
        return Ascii.startsWith(text, at, "de ") || Ascii.startsWith(text, at, "of ") ? at + 3 : at;
    }

    /** Where the month before a day begins; -1 where there is none. */
    private static int monthBefore(CharSequence text, int at) {
        int i = at - 1;
        if (Ascii.at(text, i) != ' ') {
            return -1;
        }
        i = Ascii.at(text, i - 1) == '.' ? i - 1 : i;
        int from = i;
        while (from > 0 && i - from < LONGEST_MONTH && (Ascii.letter(text.charAt(from - 1)) || text.charAt(from - 1) > 127)) {
            from--;
        }
        return from < i && MONTHS.at(text, from, i) ? from : -1;
    }

    /** Offset behind the year that follows a day; -1 where there is none. */
    private static int yearBehind(CharSequence text, int day) {
        int i = day;
        while (i - day < 4 && (Ascii.letter(Ascii.at(text, i)) || Ascii.at(text, i) == ',' || Ascii.at(text, i) == ' ')) {
            i++;
        }
        return i > day && Ascii.digits(text, i, 5) == 4 && year(CheckDigits.number(text, i, i + 4)) ? i + 4 : -1;
    }

    private static boolean separator(char c) {
        return c == '-' || c == '/' || c == '.';
    }

    private static boolean either(long first, long second) {
        return CheckDigits.day(first, second) || CheckDigits.day(second, first);
    }

    private static boolean year(long year) {
        return year >= 1900 && year < 2040;
    }
}
