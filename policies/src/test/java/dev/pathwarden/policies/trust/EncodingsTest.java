package dev.pathwarden.policies.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.policies.detect.Detectors;
import dev.pathwarden.policies.text.Encodings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncodingsTest {

    /** A way to encode a text. */
    private record Way(String name, UnaryOperator<String> encode) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String each(String text, String format) {
        StringBuilder encoded = new StringBuilder();
        text.chars().forEach(c -> encoded.append(String.format(format, c)));
        return encoded.toString();
    }

    private static Stream<Way> ways() {
        return Stream.of(new Way("base64", text -> Base64.getEncoder().encodeToString(bytes(text))), new Way("base64 without padding", text -> Base64.getEncoder().withoutPadding().encodeToString(bytes(text))),
                new Way("base64url", text -> Base64.getUrlEncoder().encodeToString(bytes(text))), new Way("MIME", text -> Base64.getMimeEncoder().encodeToString(bytes(text))),
                new Way("PEM", text -> Base64.getMimeEncoder(64, bytes("\n")).encodeToString(bytes(text))), new Way("MIME in JSON", text -> Base64.getMimeEncoder(76, bytes("\n")).encodeToString(bytes(text)).replace("\n", "\\n")),
                new Way("hex", text -> HexFormat.of().formatHex(bytes(text))), new Way("large hex", text -> HexFormat.of().withUpperCase().formatHex(bytes(text))),
                new Way("URL", text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20")), new Way("JSON", text -> each(text, "\\u%04x")), new Way("program", text -> each(text, "\\x%02x")),
                new Way("HTML", text -> each(text, "&#%d;")), new Way("HTML, hex", text -> each(text, "&#x%X;")));
    }

    private static List<String> decoded(String text) {
        List<String> decoded = new ArrayList<>();
        Encodings.scan(text, (stretch, places, from, to) -> decoded.add(stretch.toString()));
        return decoded;
    }

    @ParameterizedTest
    @MethodSource("ways")
    void scan_ofAnEncodedText_decodesIt(Way way) {
        for (String text : new String[] {"customers: ann@example.com, ben@example.com", "17,Ann Lee,ann@example.com,4111 1111 1111 1111,123-45-6789; ".repeat(6).strip()}) {
            String encoded = way.encode().apply(text);

            assertThat(String.join("", decoded("data=\"" + encoded + "\" end"))).isEqualTo(text);
            assertThat(Detectors.labels("data=\"" + encoded + "\" end")).contains("pii.email");
            assertThat(Detectors.labels(encoded)).contains("pii.email");
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void redaction_ofAnEncodedText_takesItOut(Way way) {
        String secret = way.encode().apply("the mail is ann@example.com and the card 4111 1111 1111 1111");
        String redacted = new Redaction(new Fingerprints(42), Set.of("pii")).text("data=\"" + secret + "\" end");

        assertThat(redacted).startsWith("data=\"").endsWith("\" end").contains("[pii.");
        assertThat(decoded(redacted)).noneMatch(text -> text.contains("ann@example.com") || text.contains("4111"));
        assertThat(Detectors.labels(redacted)).isEmpty();
    }

    @Test
    void redaction_ofAnEscapedValue_leavesWhatStandsBesideIt() {
        Redaction redaction = new Redaction(new Fingerprints(42), Set.of("pii"));

        assertThat(redaction.text("https://x.example/?to=ann%40example.com&page=2").replaceAll(" [0-9a-f]{6}]", "]")).isEqualTo("https://x.example/?to=[pii.email]&page=2");
        assertThat(redaction.text("a \\u0022ann\\u0040example.com\\u0022 b").replaceAll(" [0-9a-f]{6}]", "]")).isEqualTo("a \\u0022[pii.email]\\u0022 b");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void origins_ofAValueThatWasEncodedOnItsWay_areItsSource(Way way) {
        Fingerprints fingerprints = new Fingerprints(42);
        String letter = "the second shipment goes to the old harbour at noon and nobody is to know of it";
        SourceIndex plain = new SourceIndex(fingerprints);
        plain.add(new StepId(1), Traces.of(Map.of("id", "order-4711 of ann@example.com", "letter", letter), fingerprints), Set.of("untrusted"), false);
        SourceIndex encoded = new SourceIndex(fingerprints);
        encoded.add(new StepId(2), Traces.of("x " + way.encode().apply(letter + ", order-4711"), fingerprints), Set.of("untrusted"), false);

        assertThat(plain.origins(Map.of("q", way.encode().apply("about order-4711, please"))).links()).extracting(link -> link.step().value(), link -> link.kind(), link -> link.argument())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, LinkKind.TOKEN_MATCH, "q"));
        assertThat(plain.origins(Map.of("q", way.encode().apply(letter))).links()).extracting(link -> link.kind()).contains(LinkKind.COPIED);
        assertThat(encoded.origins(Map.of("q", letter)).links()).extracting(link -> link.kind()).contains(LinkKind.COPIED);
        assertThat(encoded.origins(Map.of("id", "order-4711")).labels()).containsExactly("untrusted");
        assertThat(plain.origins(Map.of("q", way.encode().apply("nothing of the kind was ever written down here"))).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "The quick brown fox jumps over the lazy dog.", "/usr/share/java/commons-validator.jar", "d41d8cd98f00b204e9800998ecf8427e", "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "550e8400-e29b-41d4-a716-446655440000", "getConnectionFactoryBuilder", "AbstractSingletonProxyFactoryBean", "50% off & more", "a\\b", "C:\\users\\x", "&amp;&lt;", "100%25", "1700000000000000000", "%C3%BC",
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"})
    void scan_ofWhatStandsForItself_decodesNothingThatHoldsAValue(String text) {
        assertThat(decoded(text)).allMatch(stretch -> stretch.length() <= text.length() && !stretch.contains("@"));
        assertThat(Detectors.labels(text)).isEmpty();
    }

    @Test
    void labels_ofWhatWasEncodedTwice_areNone() {
        String once = Base64.getEncoder().encodeToString(bytes("customers: ann@example.com"));

        assertThat(Detectors.labels(Base64.getEncoder().encodeToString(bytes(once)))).isEmpty();
    }

    @Test
    void scan_ofAnything_givesPlacesThatAreInTheText() {
        String[] pieces = {"%41", "%4", "%", "\\u0041", "\\u00", "\\x41", "\\", "&#64;", "&#x40;", "&#", "&", ";", "QUJDREVGR0hJSktM", "=", "\n", "\r\n", "n", "4142434445464748", " ", "\"", "\u00e9", "ann@example.com"};
        Random random = new Random(5);
        for (int round = 0; round < 200_000; round++) {
            StringBuilder made = new StringBuilder();
            for (int i = random.nextInt(9); i >= 0; i--) {
                made.append(pieces[random.nextInt(pieces.length)]);
            }
            int[] done = {0};
            Encodings.scan(made, (decoded, places, from, to) -> {
                assertThat(to).isLessThanOrEqualTo(made.length()).isGreaterThan(from);
                if (places == null) {
                    return;
                }
                assertThat(from).isGreaterThanOrEqualTo(done[0]);
                done[0] = to;
                assertThat(places[0]).isEqualTo(from);
                assertThat(places[decoded.length()]).isEqualTo(to);
                for (int i = 0; i < decoded.length(); i++) {
                    assertThat(places[i + 1]).isGreaterThan(places[i]);
                }
            });
        }
    }
}
