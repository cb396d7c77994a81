package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;

/**
 * National identification numbers of persons, each with its way of writing and its check digits.
 *
 * <p>Where bare digits with a weak check would be found among ordinary numbers, a word must stand shortly before them: of ten digits at random every eleventh is a valid number of the National Health Service. Numbers of
 * the United States are {@link SocialSecurityDetector}'s.
 */
enum NationalId implements NumberDetector {

    /** Tax number that everybody in Germany has: ISO 7064 modulus 11, 10, and exactly one digit more than once among the first ten. */
    GERMAN_TAX("de", "Germany, Steuer-ID", "00 000 000 000", "00000000000", "steuer*|idnr|id nr|identifikationsnummer|tax id|taxid|tin", "ISO 7064 mod 11, 10"),
    /** Two letters, six digits and a letter of the United Kingdom; no check digit. */
    BRITISH_INSURANCE("gb", "United Kingdom, National Insurance number", "AA 00 00 00 A", "AA000000A", "national insurance|nino|ni number|ni no|insurance n*", "prefixes that are given out"),
    BRITISH_HEALTH("gb", "United Kingdom, NHS number", "", "0000000000|000 000 0000|000-000-0000", "nhs*", "modulus 11"),
    /** Sex, year and month of birth, place and order, of France; Corsica with a letter in the place. */
    FRENCH_REGISTER("fr", "France, NIR", "000000?00000000|0 00 00 0? 000 000 00", "", "", "modulus 97, month"),
    SPANISH_IDENTITY("es", "Spain, DNI", "00000000-A", "00000000A", "dni*|d n i|nif*|documento*|identidad*", "letter modulus 23"),
    SPANISH_FOREIGNER("es", "Spain, NIE", "A0000000A|A-0000000-A", "", "", "letter modulus 23"),
    /** Letters of the name, birth, sex and place, and a letter that checks them, of Italy. */
    ITALIAN_TAX("it", "Italy, codice fiscale", "AAAAAA??A??A???A", "", "", "letter modulus 26, month"),
    DUTCH_SERVICE("nl", "Netherlands, BSN", "", "000000000", "bsn*|burgerservice*|sofi*", "modulus 11"),
    BELGIAN_REGISTER("be", "Belgium, rijksregisternummer", "00.00.00-000.00", "00000000000|00 00 00 000 00", "rijksregister*|registre national|national number|insz|niss|nrn", "modulus 97, date"),
    POLISH_REGISTER("pl", "Poland, PESEL", "", "00000000000", "pesel*", "weights 1 3 7 9, date"),
    SWEDISH_PERSON("se", "Sweden, personnummer", "000000-0000|000000+0000", "0000000000|000000000000|00000000-0000|00000000+0000",
            "personnummer|personnr|person nr|pers nr|pnr|personal identity|personal number|personal no|ssn", "Luhn, date"),
    FINNISH_PERSON("fi", "Finland, henkilötunnus", "000000-000?|000000+000?|000000A000?", "", "", "character modulus 31, date"),
    BRAZILIAN_TAX("br", "Brazil, CPF", "000.000.000-00", "00000000000", "cpf*", "two digits modulus 11"),
    INDIAN_AADHAAR("in", "India, Aadhaar", "", "000000000000|0000 0000 0000|0000-0000-0000", "aadhaar*|aadhar*|uidai*", "Verhoeff"),
    CHINESE_RESIDENT("cn", "China, resident identity number", "00000000000000000?", "", "", "ISO 7064 mod 11, 2, date, province");

    private static final char DIGIT = '0';
    private static final char CAPITAL = 'A';
    private static final char EITHER = '?';
    private static final String ITALIAN_MONTHS = "ABCDEHLMPRST";
    private static final String ITALIAN_DIGITS = "LMNPQRSTUV";
    /** What a digit or letter counts at an odd place of a codice fiscale, A = 0; a digit counts as the letter with its number. Decree of 23 December 1976. */
    private static final String ITALIAN_ODD = "BAFHJNPRTVCESULDGIMOQKWZYX";
    private static final String SPANISH_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String FINNISH_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String CHINESE_PROVINCES = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91 ";

    private final String label;
    private final String title;
    private final String check;
    private final String[] alone;
    private final String[] named;
    private final Nearby words;
    private final int digits;

    /**
     * @param alone ways of writing that are found wherever they stand, with bars between: {@code 0} for a digit, {@code A} for a capital letter, {@code ?} for either
     * @param named those that need one of the words shortly before
     */
    NationalId(String country, String title, String alone, String named, String words, String check) {
        this.label = "pii.national-id." + country;
        this.title = title;
        this.check = check;
        this.alone = alone.isEmpty() ? new String[0] : alone.split("\\|");
        this.named = named.isEmpty() ? new String[0] : named.split("\\|");
        this.words = words.isEmpty() ? null : new Nearby(words);
        this.digits = beginnings(this.alone) | beginnings(this.named);
    }

    private static int beginnings(String[] forms) {
        int beginnings = 0;
        for (String form : forms) {
            int i = 0;
            while (i < form.length() && (form.charAt(i) == DIGIT || form.charAt(i) == EITHER)) {
                beginnings |= form.charAt(i) == EITHER ? 1 << i : 0;
                i++;
            }
            beginnings |= 1 << i;
        }
        return beginnings;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String what() {
        return title;
    }

    @Override
    public String how() {
        if (named.length == 0) {
            return check;
        }
        return check + (alone.length == 0 ? "; only near a word that names it" : "; as `" + alone[0] + "`, or bare near a word that names it");
    }

    @Override
    public int digits() {
        return digits;
    }

    @Override
    public boolean canFollow(int digits, Following following) {
        return follows(alone, digits, following) || follows(named, digits, following);
    }

    private static boolean follows(String[] forms, int digits, Following following) {
        for (String form : forms) {
            if (beginsWithDigits(form, digits)) {
                boolean fits = digits == form.length() ? following.endsDigits() : switch (form.charAt(digits)) {
                    case ' ' -> following == Following.SPACE_DIGIT;
                    case '-' -> following == Following.DASH_DIGIT || following == Following.WORD;
                    case '.' -> following == Following.DOT_DIGIT;
                    case '+' -> following == Following.PLUS;
                    default -> following == Following.WORD;
                };
                if (fits) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean beginsWithDigits(String form, int digits) {
        for (int i = 0; i < digits; i++) {
            if (i >= form.length() || form.charAt(i) != DIGIT && form.charAt(i) != EITHER) {
                return false;
            }
        }
        return true;
    }

    /** Whether some way of writing it begins with a letter. */
    boolean beginsWithLetter() {
        return (digits & 1) != 0;
    }

    @Override
    public int end(CharSequence text, int start) {
        if (Ascii.wordBefore(text, start) || Ascii.glued(text, start - 1, -1)) {
            return -1;
        }
        int end = end(alone, text, start);
        if (end >= 0) {
            return end;
        }
        end = end(named, text, start);
        return end >= 0 && words.before(text, start) ? end : -1;
    }

    private int end(String[] forms, CharSequence text, int start) {
        for (String form : forms) {
            int end = start + form.length();
            if (hasForm(form, text, start) && !Ascii.word(Ascii.at(text, end)) && !Ascii.glued(text, end, 1) && valid(text, start, end)) {
                return end;
            }
        }
        return -1;
    }

    private static boolean hasForm(String form, CharSequence text, int start) {
        if (start + form.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            char c = text.charAt(start + i);
            boolean fits = switch (form.charAt(i)) {
                case DIGIT -> Ascii.digit(c);
                case CAPITAL -> Ascii.upper(c);
                case EITHER -> Ascii.digit(c) || Ascii.upper(c);
                default -> c == form.charAt(i);
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private boolean valid(CharSequence text, int from, int to) {
        long number = CheckDigits.number(text, from, to);
        return switch (this) {
            case GERMAN_TAX -> number >= 10_000_000_000L && oneDigitRepeated(number / 10) && CheckDigits.mod11And10(number, 11);
            case BRITISH_INSURANCE -> insurancePrefix(text.charAt(from), text.charAt(from + 1)) && text.charAt(to - 1) <= 'D';
            case BRITISH_HEALTH -> number > 0 && CheckDigits.weighted(number, "X987654321", 11);
            case FRENCH_REGISTER -> french(text, from, to);
            case SPANISH_IDENTITY -> number > 0 && SPANISH_LETTERS.charAt((int) (number % 23)) == text.charAt(to - 1);
            case SPANISH_FOREIGNER -> "XYZ".indexOf(text.charAt(from)) >= 0
                    && SPANISH_LETTERS.charAt((int) (("XYZ".indexOf(text.charAt(from)) * 10_000_000L + number) % 23)) == text.charAt(to - 1);
            case ITALIAN_TAX -> italian(text, from);
            // The last digit counts minus one, which is ten in modulus eleven.
            case DUTCH_SERVICE -> number > 0 && CheckDigits.weighted(number, "98765432X", 11);
            case BELGIAN_REGISTER -> belgian(number);
            case POLISH_REGISTER -> polishBirth(number / 10_000_000 % 100, number / 100_000 % 100) && CheckDigits.weighted(number, "13791379131", 10);
            case SWEDISH_PERSON -> swedish(number);
            case FINNISH_PERSON -> finnish(text, from, to);
            case BRAZILIAN_TAX -> brazilian(number);
            case INDIAN_AADHAAR -> number >= 200_000_000_000L && CheckDigits.verhoeff(number);
            case CHINESE_RESIDENT -> chinese(text, from, to);
        };
    }

    /** Whether one digit stands twice or three times, but not three times in a row, and no other more than once. */
    private static boolean oneDigitRepeated(long ten) {
        long counts = 0;
        boolean row = false;
        long rest = ten;
        for (int i = 0; i < 10; i++) {
            counts += 1L << rest % 10 * 4;
            row |= i < 8 && rest % 10 == rest / 10 % 10 && rest % 10 == rest / 100 % 10;
            rest /= 10;
        }
        int repeated = 0;
        for (int digit = 0; digit < 10; digit++) {
            long times = counts >>> digit * 4 & 15;
            if (times > 3) {
                return false;
            }
            repeated += times > 1 ? 1 : 0;
        }
        return repeated == 1 && !row;
    }

    private static boolean insurancePrefix(char first, char second) {
        boolean issued = "DFIQUV".indexOf(first) < 0 && "DFIOQUV".indexOf(second) < 0;
        return issued && switch ("" + first + second) {
            case "BG", "GB", "KN", "NK", "NT", "TN", "ZZ" -> false;
            default -> true;
        };
    }

    private static boolean french(CharSequence text, int from, int to) {
        long before = 0;
        int digits = 0;
        long corsica = 0;
        int i = from;
        for (; digits < 13; i++) {
            char c = text.charAt(i);
            if (c == ' ') {
                continue;
            }
            if (!Ascii.digit(c)) {
                corsica = c == 'A' ? 1_000_000 : c == 'B' ? 2_000_000 : -1;
                if (corsica < 0 || before % 10 != 2) {
                    return false;
                }
            }
            before = before * 10 + (Ascii.digit(c) ? c - '0' : 0);
            digits++;
        }
        long sex = before / 1_000_000_000_000L;
        long month = before / 100_000_000 % 100;
        boolean plausible = (sex == 1 || sex == 2) && (month >= 1 && month <= 12 || month >= 20 && month <= 42);
        return plausible && 97 - (before - corsica) % 97 == CheckDigits.number(text, i, to);
    }

    private static boolean italian(CharSequence text, int from) {
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            char c = text.charAt(from + i);
            boolean number = i == 6 || i == 7 || i == 9 || i == 10 || i >= 12;
            if (number && Ascii.upper(c) && ITALIAN_DIGITS.indexOf(c) < 0) {
                return false;
            }
            int value = Ascii.digit(c) ? c - '0' : c - 'A';
            sum += (i & 1) == 0 ? ITALIAN_ODD.charAt(value) - 'A' : value;
        }
        long day = italianDigit(text.charAt(from + 9)) * 10 + italianDigit(text.charAt(from + 10));
        boolean born = ITALIAN_MONTHS.indexOf(text.charAt(from + 8)) >= 0 && (day >= 1 && day <= 31 || day >= 41 && day <= 71);
        return born && sum % 26 == text.charAt(from + 15) - 'A';
    }

    /** Where two people would have the same, letters stand for digits. */
    private static int italianDigit(char c) {
        return Ascii.digit(c) ? c - '0' : ITALIAN_DIGITS.indexOf(c);
    }

    private static boolean belgian(long number) {
        long nine = number / 100;
        long month = nine / 100_000 % 100 % 20;
        long day = nine / 1_000 % 100;
        long check = number % 100;
        boolean date = nine / 100_000 % 100 < 60 && month <= 12 && day <= 31 && nine > 0;
        return date && (check == 97 - nine % 97 || check == 97 - (2_000_000_000L + nine) % 97);
    }

    /** The century is in the month. */
    private static boolean polishBirth(long month, long day) {
        return CheckDigits.day(month % 20, day);
    }

    private static boolean swedish(long number) {
        long day = number / 10_000 % 100;
        long century = number / 10_000_000_000L;
        // A number that is given for a while has 60 added to its day.
        boolean date = CheckDigits.day(number / 1_000_000 % 100, day > 60 ? day - 60 : day);
        return date && (century == 0 || century >= 18 && century <= 20) && CheckDigits.luhn(number % 10_000_000_000L);
    }

    private static boolean finnish(CharSequence text, int from, int to) {
        long date = CheckDigits.number(text, from, from + 6);
        char century = text.charAt(from + 6);
        long person = CheckDigits.number(text, from + 7, from + 10);
        boolean given = century == '-' || century == '+' || century <= 'F' || century >= 'U' && century <= 'Y';
        return given && person >= 2 && CheckDigits.day(date / 100 % 100, date / 10_000) && FINNISH_CHARACTERS.charAt((int) ((date * 1_000 + person) % 31)) == text.charAt(to - 1);
    }

    private static boolean brazilian(long number) {
        return number % 11_111_111_111L != 0 && brazilianDigit(CheckDigits.weightedSum(number / 100, "X98765432")) == number / 10 % 10
                // The second is made over the first too, whose weights go up to eleven: one more for each digit than before.
                && brazilianDigit(CheckDigits.weightedSum(number / 10, "X987654321") + CheckDigits.weightedSum(number / 10, "1111111111")) == number % 10;
    }

    private static int brazilianDigit(int sum) {
        return sum % 11 < 2 ? 0 : 11 - sum % 11;
    }

    private static boolean chinese(CharSequence text, int from, int to) {
        long number = CheckDigits.number(text, from, to - 1);
        long date = number / 1_000;
        long year = date / 10_000 % 10_000;
        int check = CheckDigits.weightedSum(number, "79X584216379X5842") % 11;
        return year >= 1850 && year < 2100 && CheckDigits.day(date / 100 % 100, date % 100) && CHINESE_PROVINCES.contains(" " + number / 1_000_000_000_000_000L + " ")
                && "10X98765432".charAt(check) == text.charAt(to - 1);
    }
}
