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
    private static final Detector[] AT_DIGIT = {new PaymentCardDetector(), new SocialSecurityDetector(), new PhoneDetector()};
    private static final Detector[] AT_UPPER = {new IbanDetector()};
    private static final Detector[] AT_A = {new IbanDetector(), new AwsKeyDetector(), new ApiKeyDetector()};
    private static final Detector[] AT_KEY = {new ApiKeyDetector()};
    private static final Detector[] AT_KEY_UPPER = {new IbanDetector(), new ApiKeyDetector()};
    private static final Detector[] AT_DASH = {new PrivateKeyDetector()};
    private static final Detector[] AT_PHONE = {new PhoneDetector()};
    private static final Detector[][] BY_CHARACTER = table();

    private Detectors() {
    }

    /** Labels of what the text holds, sorted; empty where nothing was found. */
    public static SortedSet<String> labels(CharSequence text) {
        SortedSet<String> labels = new TreeSet<>();
        if (text.length() <= LIMIT) {
            scan(text, labels);
        } else {
            scan(text.subSequence(0, LIMIT - TAIL), labels);
            scan(text.subSequence(text.length() - TAIL - OVERLAP, text.length()), labels);
            labels.add(SAMPLED);
        }
        return labels;
    }

    private static void scan(CharSequence text, Set<String> labels) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 127) {
                continue;
            }
            if (c == '@') {
                if (EMAIL.end(text, i) >= 0) {
                    labels.add(EMAIL.label());
                }
                continue;
            }
            Detector[] detectors = BY_CHARACTER[c];
            if (detectors != null && begins(text, i, c)) {
                i = Math.max(i, longest(detectors, text, i, labels) - 1);
            }
        }
    }

    /** Every value but a PEM line begins where no word goes on, which spares most of the work inside of words and numbers. */
    private static boolean begins(CharSequence text, int i, char c) {
        return c == '-' || !Ascii.wordBefore(text, i);
    }

    private static int longest(Detector[] detectors, CharSequence text, int start, Set<String> labels) {
        int longest = -1;
        for (Detector detector : detectors) {
            int end = detector.end(text, start);
            if (end >= 0) {
                labels.add(detector.label());
                longest = Math.max(longest, end);
            }
        }
        return longest;
    }

    private static Detector[][] table() {
        Detector[][] table = new Detector[128][];
        for (char c = 0; c < table.length; c++) {
            boolean key = ApiKeyDetector.TRIGGERS.indexOf(c) >= 0;
            if (Ascii.digit(c)) {
                table[c] = AT_DIGIT;
            } else if (Ascii.upper(c)) {
                table[c] = key ? AT_KEY_UPPER : AT_UPPER;
            } else if (key) {
                table[c] = AT_KEY;
            }
        }
        table['A'] = AT_A;
        table['-'] = AT_DASH;
        table['+'] = AT_PHONE;
        table['('] = AT_PHONE;
        return table;
    }
}
