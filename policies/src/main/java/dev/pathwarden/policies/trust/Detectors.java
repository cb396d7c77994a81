package dev.pathwarden.policies.trust;

import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Finds personal data and secrets in text, in one pass and in time linear to it.
 *
 * <p>Labels: {@code pii.email}, {@code pii.payment-card}, {@code pii.us-ssn}, {@code pii.iban}, {@code pii.phone}, {@code secret.aws-key},
 * {@code secret.private-key}, {@code secret.api-key}. A value counts only where its check digit, range or form leaves little doubt; what
 * this costs is values in unusual spelling, which are not found. Values that were encoded (base64, URL escapes) are not found either.
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
    private static final Detector IBAN = new IbanDetector();
    private static final Detector PHONE = new PhoneDetector();
    private static final Detector API_KEY = new ApiKeyDetector();
    private static final Detector[] AT_DIGIT = {new PaymentCardDetector(), new SocialSecurityDetector(), PHONE};
    private static final Detector[] AT_UPPER = {IBAN};
    private static final Detector[] AT_A = {IBAN, new AwsKeyDetector()};
    private static final Detector[] AT_KEY = {API_KEY};
    private static final Detector[] AT_DASH = {new PrivateKeyDetector()};
    private static final Detector[] AT_PHONE = {PHONE};
    private static final Detector[] AT_SIGN = {EMAIL};
    private static final Detector[][] BY_CHARACTER = table();
    private static final Set<String> LABELS = Set.of(EMAIL.label(), IBAN.label(), PHONE.label(), API_KEY.label(), AT_DIGIT[0].label(), AT_DIGIT[1].label(), AT_A[1].label(), AT_DASH[0].label());

    private Detectors() {
    }

    /** Receives a value that was found. */
    @FunctionalInterface
    interface Found {
        /** The value stands from {@code from} to before {@code to}. Values can overlap. */
        void at(Detector detector, int from, int to);
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
            if (ApiKeyDetector.mayBegin(before, c) && i > free && !Ascii.wordBefore(text, i - 1)) {
                free = Math.max(free, longest(AT_KEY, text, i - 1, found));
            }
            before = c;
            if (BY_CHARACTER[c] == null || i < free) {
                continue;
            }
            if (c == '@') {
                int end = EMAIL.end(text, i);
                if (end >= 0) {
                    found.at(EMAIL, EMAIL.start(text, i), end);
                }
            } else if (c == '-' || !Ascii.wordBefore(text, i)) {
                free = Math.max(free, longest(BY_CHARACTER[c], text, i, found));
            }
        }
    }

    private static int longest(Detector[] detectors, CharSequence text, int start, Found found) {
        int longest = -1;
        for (Detector detector : detectors) {
            int end = detector.end(text, start);
            if (end >= 0) {
                found.at(detector, start, end);
                longest = Math.max(longest, end);
            }
        }
        return longest;
    }

    private static Detector[][] table() {
        Detector[][] table = new Detector[128][];
        for (char c = 0; c < table.length; c++) {
            if (Ascii.digit(c)) {
                table[c] = AT_DIGIT;
            } else if (Ascii.upper(c)) {
                table[c] = AT_UPPER;
            }
        }
        table['A'] = AT_A;
        table['@'] = AT_SIGN;
        table['-'] = AT_DASH;
        table['+'] = AT_PHONE;
        table['('] = AT_PHONE;
        return table;
    }
}
