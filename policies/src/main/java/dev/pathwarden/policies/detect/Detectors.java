package dev.pathwarden.policies.detect;

import dev.pathwarden.policies.text.Ascii;
import dev.pathwarden.policies.text.Base64Text;
import dev.pathwarden.policies.text.Encodings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds personal data and secrets in text, in one pass and in time linear to it.
 *
 * <p>Labels that begin with {@code pii} or {@code secret} are given only where check digit, range, form or a word nearby leave little doubt; what this costs is values in unusual spelling, which are not
 * found. {@code possible.name} leaves much. Values that were encoded once, as
 * {@link Encodings} knows it, are found; those that were encoded twice are not.
 *
 * <p>Of a text longer than {@link #LIMIT} characters its beginning and its end are read and {@link #SAMPLED} is added.
 */
public final class Detectors {

    /** Label of content of which only a part was examined. */
    public static final String SAMPLED = "content.sampled";

    /** Longest text that is read in full, in characters. */
    public static final int LIMIT = 1 << 20;

    private static final int TAIL = LIMIT / 4;
    private static final int OVERLAP = 256;

    private static final Detector EMAIL = new EmailDetector();
    private static final PhoneDetector PHONE = new PhoneDetector();
    private static final List<NumberDetector> NUMBERS = numbers();
    private static final Detector[] AT_CAPITAL = capitals();
    private static final Detector[] AT_DASH = {new PrivateKeyDetector()};
    private static final Detector[] AT_DOT = {new WebTokenDetector(), new TerraformTokenDetector()};
    private static final Detector[] AT_PHONE = {PHONE};
    private static final Detector[] AT_SIGN = {EMAIL};
    private static final Detector PASSWORD = new AssignedSecretDetector("secret.password", "password that is assigned", 8, 6, "password", "passwd", "passphrase", "passwort", "pwd");
    private static final Detector KEY = new AssignedSecretDetector("secret.api-key", "key that is assigned", 16, 10, "secret", "secretkey", "apikey", "accesskey", "authkey", "privatekey", "encryptionkey", "signingkey",
            "authtoken", "accesstoken", "refreshtoken", "apitoken", "bottoken", "privatetoken");
    private static final Detector[] AT_ASSIGNMENT = {PASSWORD, KEY};
    private static final Detector[] AT_URL = {new UrlPasswordDetector(), PASSWORD, KEY};
    private static final Detector[] NOTHING = {};

    /** By how many digits stand together, and by what follows them. */
    private static final Detector[][] BY_DIGITS = byDigits();

    /** A bit for the hash of each three characters with which something in {@link #BY_PAIR} begins: four kilobytes, by which nearly all words are passed over that begin like one of a hundred kinds of keys. */
    private static final int TRIPLE_BITS = 15;
    /** Characters that can stand third: those of ASCII and ISO 8859-1. */
    private static final int THIRDS = 256;
    private static final long[] TRIPLES = new long[1 << TRIPLE_BITS - 6];

    /** By the first two characters. */
    private static final Detector[][][] BY_PAIR = byPair();

    /** A bit for each two characters with which something in {@link #BY_PAIR} begins: one word of two kilobytes is read at most places, and nothing else. */
    private static final long[] PAIRS = pairs();

    /** A character of hex, of base64 in both of its alphabets, and of most keys. */
    private static final int IN_RUN = 1;
    private static final int IN_WORD = 2;
    /** Values can begin with it, at the beginning of a word. */
    private static final int AT_WORD = 4;
    /** It can be inside of a value. */
    private static final int ANYWHERE = 8;
    private static final byte[] KINDS = kindsOfCharacters();

    /** Shortest run of such characters that is looked at. */
    private static final int LEAST_RUN = 32;

    private Detectors() {
    }

    /** Receives a value that was found. */
    @FunctionalInterface
    public interface Found {
        /** The value stands from {@code from} to before {@code to}. Values can overlap. */
        void at(Detector detector, int from, int to);
    }

    /**
     * A kind of value that can be found.
     *
     * @param label label of a text that holds one
     * @param what what it is, a few words
     * @param how what has to be true of a text for it to be one
     */
    public record Kind(String label, String what, String how) {
    }

    /** All kinds of values that can be found, by label. */
    public static List<Kind> kinds() {
        return all().map(detector -> new Kind(detector.label(), detector.what(), detector.how())).distinct().sorted(Comparator.comparing(Kind::label).thenComparing(Kind::what).thenComparing(Kind::how)).toList();
    }

    /** All labels of values that can be found in a text, sorted. */
    public static SortedSet<String> known() {
        return all().map(Detector::label).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Labels of what the text holds, sorted; empty where nothing was found. */
    public static SortedSet<String> labels(CharSequence text) {
        SortedSet<String> labels = new TreeSet<>();
        addLabels(text, labels);
        return labels;
    }

    /** Adds the labels of what the text holds. */
    public static void addLabels(CharSequence text, Set<String> labels) {
        Found collect = (detector, from, to) -> labels.add(detector.label());
        if (text.length() <= LIMIT) {
            scanEncoded(text, false, collect);
        } else {
            scanEncoded(text.subSequence(0, LIMIT - TAIL), false, collect);
            scanEncoded(text.subSequence(text.length() - TAIL - OVERLAP, text.length()), false, collect);
            labels.add(SAMPLED);
        }
    }

    /** Hands over every value in the text, whatever its length. Of a value in base64 or hex digits all that was encoded with it is handed over. */
    public static void values(CharSequence text, Found found) {
        scanEncoded(text, true, found);
    }

    private static void scanEncoded(CharSequence text, boolean whole, Found found) {
        scan(text, whole, found);
        Encodings.scan(text, (decoded, places, from, to) -> scan(decoded, whole,
                (detector, valueFrom, valueTo) -> found.at(detector, places == null ? from : places[valueFrom], places == null ? to : places[valueTo])));
    }

    /**
     * Goes through the text once and tries the detectors where a value can begin or is known by a character in it: most of them not inside of a word. Most places are passed over at the price of a few look-ups in tables.
     * Every detector looks at no more characters than a constant, or at such that it will not look at again.
     *
     * @param whole whether values are handed over with all that belongs to them, and what is in there is passed over
     */
    private static void scan(CharSequence text, boolean whole, Found found) {
        int length = text.length();
        int free = 0;
        int run = 0;
        // Behind the escape of a line break, whose letter looks like one of the word, a word may begin too.
        int escaped = -1;
        int word = 0;
        int i = 0;
        while (i < length) {
            char c = text.charAt(i);
            int kind = c < 128 ? KINDS[c] : 0;
            if ((kind & IN_WORD) != 0) {
                free = word(c, kind, text, i, free, whole, found);
                if (isEscape(text, i, c)) {
                    escaped = i + 1;
                    char next = Ascii.at(text, escaped);
                    int nextKind = next < 128 ? KINDS[next] : 0;
                    free = (nextKind & IN_WORD) != 0 ? word(next, nextKind, text, escaped, free, whole, found) : free;
                }
                i = behindWord(text, i + 1, length);
                continue;
            }
            if ((kind & IN_RUN) == 0) {
                if (i - run >= LEAST_RUN) {
                    longest(KeyNearWord.ALL, text, run, whole, found);
                }
                run = i + 1;
            }
            if ((kind & (AT_WORD | ANYWHERE)) != 0 && i >= free) {
                if ((kind & ANYWHERE) != 0) {
                    free = Math.max(free, anywhere(c, text, i, whole, found));
                } else if (i == word || i == escaped) {
                    free = Math.max(free, beginning(c, text, i, whole, found));
                }
            }
            i++;
            word = i;
        }
        if (length - run >= LEAST_RUN) {
            longest(KeyNearWord.ALL, text, run, whole, found);
        }
    }

    /** Looks for values that begin at the first character of a word; returns up to where nothing is to be looked for any more. */
    private static int word(char c, int kind, CharSequence text, int at, int free, boolean whole, Found found) {
        int looked = free;
        if ((kind & AT_WORD) != 0 && at >= free) {
            looked = Math.max(looked, beginning(c, text, at, whole, found));
        }
        char next = Ascii.at(text, at + 1);
        if (next < 128 && at >= looked && isPair(c, next) && isTriple(c, next, Ascii.at(text, at + 2))) {
            looked = Math.max(looked, longest(BY_PAIR[c][next], text, at, whole, found));
        }
        return looked;
    }

    private static boolean isEscape(CharSequence text, int at, char c) {
        return (c == 'n' || c == 'r' || c == 't') && Ascii.at(text, at - 1) == '\\';
    }

    private static int behindWord(CharSequence text, int at, int length) {
        int i = at;
        while (i < length) {
            char c = text.charAt(i);
            if (c >= 128 || (KINDS[c] & IN_WORD) == 0) {
                break;
            }
            i++;
        }
        return i;
    }

    /** Looks for values that are known by a character in them; returns where the longest ends, unless what is in it is to be looked at too. */
    private static int anywhere(char c, CharSequence text, int at, boolean whole, Found found) {
        char next = Ascii.at(text, at + 1);
        switch (c) {
            case '@':
                return longest(AT_SIGN, text, at, whole, found);
            case '-':
                return next == '-' ? longest(AT_DASH, text, at, whole, found) : -1;
            case '.':
                return next == 'e' || next == 'a' ? longest(AT_DOT, text, at, whole, found) : -1;
            default:
                if (next == '/') {
                    longest(AT_URL, text, at, whole, found);
                } else if (AssignedSecretDetector.mayBeNamed(text, at)) {
                    longest(AT_ASSIGNMENT, text, at, whole, found);
                }
                return -1;
        }
    }

    private static int beginning(char c, CharSequence text, int at, boolean whole, Found found) {
        if (Ascii.digit(c)) {
            int digits = Ascii.digits(text, at, NumberDetector.MOST_DIGITS + 1);
            return longest(BY_DIGITS[digits * Following.count() + Following.at(text, at + digits)], text, at, whole, found);
        }
        if (Ascii.upper(c)) {
            return mayFollowCapital(Ascii.at(text, at + 1)) ? longest(AT_CAPITAL, text, at, whole, found) : -1;
        }
        return longest(AT_PHONE, text, at, whole, found);
    }

    /** Whether more than a word can begin so: most capitals are those of a name or a sentence. */
    private static boolean mayFollowCapital(char c) {
        return Ascii.upper(c) || Ascii.digit(c) || c == '-';
    }

    private static int longest(Detector[] detectors, CharSequence text, int at, boolean whole, Found found) {
        int longest = -1;
        for (Detector detector : detectors) {
            int end = detector.end(text, at);
            if (end >= 0) {
                end = whole ? detector.whole(text, at, end) : end;
                found.at(detector, detector.start(text, at), end);
                longest = Math.max(longest, end);
            }
        }
        return longest;
    }

    private static Stream<Detector> all() {
        Stream<Detector> atPairs = Stream.of(BY_PAIR).filter(Objects::nonNull).flatMap(Stream::of).filter(Objects::nonNull).flatMap(Stream::of);
        return Stream.of(Stream.of(AT_SIGN), NUMBERS.stream(), Stream.of(AT_CAPITAL), atPairs, Stream.of(AT_DASH), Stream.of(AT_DOT), Stream.of(AT_URL), Stream.of(KeyNearWord.ALL)).flatMap(detectors -> detectors);
    }

    private static Detector[] capitals() {
        List<Detector> capitals = new ArrayList<>(List.of(new IbanDetector(), new AwsKeyDetector()));
        for (NationalId id : NationalId.values()) {
            if (id.beginsWithLetter()) {
                capitals.add(id);
            }
        }
        return capitals.toArray(new Detector[0]);
    }

    private static List<NumberDetector> numbers() {
        List<NumberDetector> numbers = new ArrayList<>(List.of(new PaymentCardDetector(), new SocialSecurityDetector(), PHONE, new BirthDateDetector(), new TelegramTokenDetector()));
        numbers.addAll(List.of(NationalId.values()));
        return numbers;
    }

    private static Detector[][] byDigits() {
        Detector[][] table = new Detector[(NumberDetector.MOST_DIGITS + 2) * Following.count()][];
        Arrays.fill(table, NOTHING);
        for (int digits = 1; digits <= NumberDetector.MOST_DIGITS; digits++) {
            for (Following following : Following.values()) {
                List<Detector> fit = new ArrayList<>();
                for (NumberDetector detector : NUMBERS) {
                    if ((detector.digits() >>> digits & 1) != 0 && detector.canFollow(digits, following)) {
                        fit.add(detector);
                    }
                }
                table[digits * Following.count() + following.ordinal()] = fit.toArray(NOTHING);
            }
        }
        return table;
    }

    private static Detector[][][] byPair() {
        Detector[][][] table = new Detector[128][][];
        for (KeyFormat format : KeyFormats.ALL) {
            add(table, format.prefix(), format);
        }
        add(table, NameDetector.BEGINNINGS, new NameDetector());
        add(table, DiscordTokenDetector.BEGINNINGS, new DiscordTokenDetector());
        add(table, BearerTokenDetector.BEGINNINGS, new BearerTokenDetector());
        add(table, BasicLoginDetector.BEGINNINGS, new BasicLoginDetector());
        return table;
    }

    /** Adds a detector for what its values begin with, or the words that announce these: two characters or more each. */
    private static void add(Detector[][][] table, String beginnings, Detector detector) {
        for (String beginning : beginnings.split(" ")) {
            char first = beginning.charAt(0);
            char second = beginning.charAt(1);
            table[first] = table[first] == null ? new Detector[128][] : table[first];
            Detector[] before = table[first][second] == null ? NOTHING : table[first][second];
            table[first][second] = before.length > 0 && before[before.length - 1] == detector ? before : with(before, detector);
            markTriples(beginning);
        }
    }

    private static Detector[] with(Detector[] some, Detector more) {
        Detector[] all = Arrays.copyOf(some, some.length + 1);
        all[some.length] = more;
        return all;
    }

    /** Marks the first three characters, or where only two are given, these with whatever can follow. */
    private static void markTriples(String beginning) {
        for (char third = 0; third < THIRDS; third++) {
            if (beginning.length() == 2 || third == beginning.charAt(2)) {
                int triple = triple(beginning.charAt(0), beginning.charAt(1), third);
                TRIPLES[triple >>> 6] |= 1L << triple;
            }
        }
    }

    private static long[] pairs() {
        long[] pairs = new long[128 * 128 / Long.SIZE];
        for (int pair = 0; pair < 128 * 128; pair++) {
            Detector[][] bySecond = BY_PAIR[pair >>> 7];
            pairs[pair >>> 6] |= bySecond != null && bySecond[pair & 127] != null ? 1L << pair : 0;
        }
        return pairs;
    }

    private static boolean isTriple(char first, char second, char third) {
        int triple = triple(first, second, third);
        return (TRIPLES[triple >>> 6] >>> triple & 1) != 0;
    }

    private static int triple(char first, char second, char third) {
        return ((first << 14 | second << 7) + third) * 0x9E3779B1 >>> Integer.SIZE - TRIPLE_BITS;
    }

    private static boolean isPair(char first, char second) {
        int pair = first << 7 | second;
        return (PAIRS[pair >>> 6] >>> pair & 1) != 0;
    }

    private static byte[] kindsOfCharacters() {
        byte[] kinds = new byte[128];
        for (char c = 0; c < kinds.length; c++) {
            boolean begins = Ascii.digit(c) || Ascii.upper(c) || c == '+' || c == '(';
            boolean anywhere = "@-.:=".indexOf(c) >= 0;
            kinds[c] = (byte) ((Base64Text.value(c) >= 0 ? IN_RUN : 0) | (Ascii.word(c) ? IN_WORD : 0) | (begins ? AT_WORD : 0) | (anywhere ? ANYWHERE : 0));
        }
        return kinds;
    }
}
