package dev.pathwarden.policies.trust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds personal data and secrets in text, in one pass and in time linear to it.
 *
 * <p>Labels that begin with {@code pii} or {@code secret} are given only where check digit, range, form or a word nearby leave little doubt; what this costs is values in unusual spelling, which are not
 * found. {@code possible.name} leaves much. Values that were encoded (base64, URL escapes) are not found.
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
    private static final ApiKeyDetector API_KEY = new ApiKeyDetector();
    private static final PhoneDetector PHONE = new PhoneDetector();
    private static final Detector PRIVATE_KEY = new PrivateKeyDetector();
    private static final List<NumberDetector> NUMBERS = numbers();
    private static final Detector[] AT_CAPITAL = Stream.concat(Stream.of(new IbanDetector(), new AwsKeyDetector()), Stream.of(NationalId.values()).filter(NationalId::beginsWithLetter)).toArray(Detector[]::new);
    private static final Detector[] AT_PAIR = {API_KEY, new NameDetector()};
    private static final Detector[] AT_DASH = {PRIVATE_KEY};
    private static final Detector[] AT_PHONE = {PHONE};
    private static final Detector[] AT_DIGIT = {};
    private static final Detector[][] BY_CHARACTER = byCharacter();

    /** By how many digits stand together. */
    private static final Detector[][] BY_DIGITS = byDigits();

    /** A bit for each two characters with which something in {@link #AT_PAIR} begins: one word of two kilobytes is read at most places, and nothing else. */
    private static final long[] PAIRS = pairs();

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
        return all().map(detector -> new Kind(detector.label(), detector.what(), detector.how())).distinct().sorted(Comparator.comparing(Kind::label)).toList();
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
            scan(text, collect);
        } else {
            scan(text.subSequence(0, LIMIT - TAIL), collect);
            scan(text.subSequence(text.length() - TAIL - OVERLAP, text.length()), collect);
        }
        if (text.length() > LIMIT) {
            labels.add(SAMPLED);
        }
    }

    /** Hands over every value in the text, whatever its length. */
    static void values(CharSequence text, Found found) {
        scan(text, (detector, from, to) -> found.at(detector, from, detector.whole(text, from, to)));
    }

    /**
     * Goes through the text and tries the detectors where a value can begin: not inside of a word, but for an address, known by its {@code @}, and a PEM line. Most places are passed over at
     * the price of two look-ups.
     */
    private static void scan(CharSequence text, Found found) {
        int length = text.length();
        int free = 0;
        char before = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 127) {
                before = 0;
                continue;
            }
            if (isPair(before, c) && i > free && !Ascii.wordBefore(text, i - 1)) {
                free = Math.max(free, longest(AT_PAIR, text, i - 1, found));
            }
            before = c;
            Detector[] detectors = BY_CHARACTER[c];
            if (detectors == null || i < free || c != '-' && c != '@' && Ascii.wordBefore(text, i)) {
                continue;
            }
            if (detectors == AT_DIGIT) {
                int digits = Ascii.digits(text, i, NumberDetector.MOST_DIGITS + 1);
                detectors = BY_DIGITS[digits];
            } else if (detectors == AT_CAPITAL && !capitalOrDigit(Ascii.at(text, i + 1))) {
                continue;
            }
            free = Math.max(free, longest(detectors, text, i, found));
        }
    }

    private static boolean capitalOrDigit(char c) {
        return Ascii.upper(c) || Ascii.digit(c) || c == '-';
    }

    private static int longest(Detector[] detectors, CharSequence text, int at, Found found) {
        int longest = -1;
        for (Detector detector : detectors) {
            int end = detector.end(text, at);
            if (end >= 0) {
                found.at(detector, detector.start(text, at), end);
                longest = Math.max(longest, end);
            }
        }
        return longest;
    }

    private static Stream<Detector> all() {
        return Stream.of(Stream.of(EMAIL), NUMBERS.stream(), Stream.of(AT_CAPITAL), Stream.of(AT_PAIR), Stream.of(AT_DASH)).flatMap(detectors -> detectors);
    }

    private static List<NumberDetector> numbers() {
        List<NumberDetector> numbers = new ArrayList<>(List.of(new PaymentCardDetector(), new SocialSecurityDetector(), PHONE, new BirthDateDetector()));
        numbers.addAll(List.of(NationalId.values()));
        return numbers;
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
        table['@'] = new Detector[] {EMAIL};
        table['-'] = AT_DASH;
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

    private static long[] pairs() {
        long[] pairs = new long[128 * 128 / Long.SIZE];
        Stream.concat(ApiKeyDetector.beginnings(), Stream.of(NameDetector.BEGINNINGS.split(" "))).forEach(beginning -> {
            int pair = beginning.charAt(0) << 7 | beginning.charAt(1);
            pairs[pair >>> 6] |= 1L << pair;
        });
        return pairs;
    }

    private static boolean isPair(char first, char second) {
        int pair = first << 7 | second;
        return (PAIRS[pair >>> 6] >>> pair & 1) != 0;
    }
}
