package dev.pathwarden.policies.trust;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
    private static final Detector[] AT_CAPITAL = Stream.concat(Stream.of(new IbanDetector(), new AwsKeyDetector()), Stream.of(NationalId.values()).filter(NationalId::beginsWithLetter)).toArray(Detector[]::new);
    private static final Detector[] AT_DASH = {new PrivateKeyDetector()};
    private static final Detector[] AT_DOT = {new WebTokenDetector(), new TerraformTokenDetector()};
    private static final Detector[] AT_PHONE = {PHONE};
    private static final Detector[] AT_SIGN = {EMAIL};
    private static final Detector PASSWORD = new AssignedSecretDetector("secret.password", "password that is assigned", 8, 6, "password", "passwd", "passphrase", "passwort", "pwd");
    private static final Detector KEY = new AssignedSecretDetector("secret.api-key", "key that is assigned", 16, 10, "secret", "secretkey", "apikey", "accesskey", "authkey", "privatekey", "encryptionkey", "signingkey",
            "authtoken", "accesstoken", "refreshtoken", "apitoken", "bottoken", "privatetoken");
    private static final Detector[] AT_EQUALS = {PASSWORD, KEY};
    private static final Detector[] AT_COLON = {PASSWORD, KEY, new UrlPasswordDetector()};
    private static final Detector[] AT_DIGIT = {};
    private static final Detector[][] BY_CHARACTER = byCharacter();

    /** By how many digits stand together. */
    private static final Detector[][] BY_DIGITS = byDigits();

    /** By the first two characters. */
    private static final Detector[][][] BY_PAIR = byPair();

    /** A bit for each two characters with which something in {@link #BY_PAIR} begins: one word of two kilobytes is read at most places, and nothing else. */
    private static final long[] PAIRS = pairs();

    /** Characters of hex, of base64 in both of its alphabets, and of most keys. */
    private static final boolean[] IN_RUN = inRun();

    /** Shortest run of such characters that is looked at. */
    private static final int LEAST_RUN = 32;

    private static final Set<String> LABELS = all().map(Detector::label).collect(Collectors.toUnmodifiableSet());

    private Detectors() {
    }

    /** Receives a value that was found. */
    @FunctionalInterface
    interface Found {
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
        return all().map(detector -> new Kind(detector.label(), detector.what(), detector.how())).distinct().sorted(Comparator.comparing(Kind::label).thenComparing(Kind::what)).toList();
    }

    /** All labels of values that can be found in a text, sorted. */
    public static SortedSet<String> known() {
        return new TreeSet<>(LABELS);
    }

    /** Labels of what the text holds, sorted; empty where nothing was found. */
    public static SortedSet<String> labels(CharSequence text) {
        SortedSet<String> labels = new TreeSet<>();
        addLabels(text, labels);
        return labels;
    }

    /** Adds the labels of what the text holds. */
    static void addLabels(CharSequence text, Set<String> labels) {
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
    static void values(CharSequence text, Found found) {
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
        char before = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 127 || !IN_RUN[c]) {
                if (i - run >= LEAST_RUN) {
                    longest(KeyNearWord.ALL, text, run, whole, found);
                }
                run = i + 1;
                if (c > 127) {
                    before = 0;
                    continue;
                }
            }
            if (isPair(before, c) && i > free && !Ascii.wordBefore(text, i - 1)) {
                free = Math.max(free, longest(BY_PAIR[before][c], text, i - 1, whole, found));
            }
            before = c;
            Detector[] detectors = BY_CHARACTER[c];
            if (detectors == null || i < free) {
                continue;
            }
            if (detectors == AT_COLON || detectors == AT_EQUALS) {
                // What is assigned can be something else besides, so the places in it are not passed over.
                longest(detectors, text, i, whole, found);
            } else if (c == '-' || c == '.' || c == '@') {
                free = Math.max(free, longest(detectors, text, i, whole, found));
            } else if ((detectors != AT_CAPITAL || mayFollowCapital(Ascii.at(text, i + 1))) && !Ascii.wordBefore(text, i)) {
                free = Math.max(free, longest(detectors == AT_DIGIT ? BY_DIGITS[Ascii.digits(text, i, NumberDetector.MOST_DIGITS + 1)] : detectors, text, i, whole, found));
            }
        }
        if (length - run >= LEAST_RUN) {
            longest(KeyNearWord.ALL, text, run, whole, found);
        }
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
        return Stream.of(Stream.of(EMAIL), NUMBERS.stream(), Stream.of(AT_CAPITAL), pairDetectors().map(Map.Entry::getValue), Stream.of(AT_DASH), Stream.of(AT_DOT), Stream.of(AT_COLON), Stream.of(KeyNearWord.ALL))
                .flatMap(detectors -> detectors);
    }

    private static List<NumberDetector> numbers() {
        List<NumberDetector> numbers = new ArrayList<>(List.of(new PaymentCardDetector(), new SocialSecurityDetector(), PHONE, new BirthDateDetector(), new TelegramTokenDetector()));
        numbers.addAll(List.of(NationalId.values()));
        return numbers;
    }

    /** Detectors with what their values begin with, or the words that announce these: two characters or more. */
    private static Stream<Map.Entry<String, Detector>> pairDetectors() {
        Stream<Map.Entry<String, Detector>> keys = KeyFormats.ALL.stream().map(format -> Map.entry(format.prefix(), format));
        return Stream.of(keys, beginnings(NameDetector.BEGINNINGS, new NameDetector()), beginnings(DiscordTokenDetector.BEGINNINGS, new DiscordTokenDetector()),
                beginnings(BearerTokenDetector.BEGINNINGS, new BearerTokenDetector()), beginnings(BasicLoginDetector.BEGINNINGS, new BasicLoginDetector())).flatMap(all -> all);
    }

    private static Stream<Map.Entry<String, Detector>> beginnings(String beginnings, Detector detector) {
        return Stream.of(beginnings.split(" ")).map(beginning -> Map.entry(beginning, detector));
    }

    private static Detector[][] byCharacter() {
        Detector[][] table = new Detector[128][];
        for (char c = 0; c < table.length; c++) {
            if (Ascii.digit(c)) {
                table[c] = AT_DIGIT;
            } else if (Ascii.upper(c)) {
                table[c] = AT_CAPITAL;
            }
        }
        table['@'] = AT_SIGN;
        table['-'] = AT_DASH;
        table['.'] = AT_DOT;
        table[':'] = AT_COLON;
        table['='] = AT_EQUALS;
        table['+'] = AT_PHONE;
        table['('] = AT_PHONE;
        return table;
    }

    private static Detector[][] byDigits() {
        Detector[][] table = new Detector[NumberDetector.MOST_DIGITS + 2][];
        for (int i = 0; i < table.length; i++) {
            int digits = 1 << i;
            table[i] = i > NumberDetector.MOST_DIGITS ? AT_DIGIT : NUMBERS.stream().filter(detector -> (detector.digits() & digits) != 0).toArray(Detector[]::new);
        }
        return table;
    }

    private static Detector[][][] byPair() {
        Detector[][][] table = new Detector[128][][];
        pairDetectors().forEach(entry -> {
            char first = entry.getKey().charAt(0);
            char second = entry.getKey().charAt(1);
            table[first] = table[first] == null ? new Detector[128][] : table[first];
            Detector[] before = table[first][second] == null ? AT_DIGIT : table[first][second];
            table[first][second] = Arrays.copyOf(before, before.length + 1);
            table[first][second][before.length] = entry.getValue();
        });
        return table;
    }

    private static long[] pairs() {
        long[] pairs = new long[128 * 128 / Long.SIZE];
        pairDetectors().forEach(entry -> {
            int pair = entry.getKey().charAt(0) << 7 | entry.getKey().charAt(1);
            pairs[pair >>> 6] |= 1L << pair;
        });
        return pairs;
    }

    private static boolean isPair(char first, char second) {
        int pair = first << 7 | second;
        return (PAIRS[pair >>> 6] >>> pair & 1) != 0;
    }

    private static boolean[] inRun() {
        boolean[] inRun = new boolean[128];
        for (char c = 0; c < inRun.length; c++) {
            inRun[c] = Base64Text.value(c) >= 0;
        }
        return inRun;
    }
}
