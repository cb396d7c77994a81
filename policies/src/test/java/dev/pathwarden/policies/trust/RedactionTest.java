package dev.pathwarden.policies.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.policies.detect.Detectors;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    private final Fingerprints fingerprints = new Fingerprints(42);
    private final Redaction all = new Redaction(fingerprints, Set.copyOf(Redaction.DEFAULT_KINDS));

    private static String plain(String redacted) {
        return redacted.replaceAll(" [0-9a-f]{6}]", "]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "write to <jo@corp.example>, now | write to <[pii.email]>, now",
        "card 4111 1111 1111 1111 of Ann | card [pii.payment-card] of Ann",
        "GB82 WEST 1234 5698 7654 32 | [pii.iban]",
        "ssn 123-45-6789, +49 30 901820 33 | ssn [pii.us-ssn], [pii.phone]",
        "KEY=sk-abcDEF1234567890abcd; | KEY=[secret.api-key];",
        "a -----BEGIN PRIVATE KEY-----\\nMIIE@x.yz\\n-----END PRIVATE KEY----- b | a [secret.private-key] b",
        "a -----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC | a [secret.private-key]",
        "db: postgres://ann:hunter2@db/orders | db: postgres://ann:[secret.password]@db/orders",
        "password = 'hunter2!x', | password = '[secret.password]',",
        "Authorization: Bearer a1B2c3D4e5F6g7H8i9J0k1L2 | Authorization: Bearer [secret.api-key]",
        "415-555-2671@mail.example is one value | [pii.phone] is one value",
        "nothing to hide at 10:30 | nothing to hide at 10:30",
        "Dear Mrs Ada Lovelace, | Dear Mrs Ada Lovelace,",
    })
    void text_losesWhatIsSensitiveAndNothingElse(String text, String expected) {
        assertThat(plain(all.text(text))).isEqualTo(expected);
    }

    @Test
    void text_ofEqualValues_hasEqualMarks_andThoseOfAnotherRunDiffer() {
        String once = all.text("ann@example.com");

        assertThat(once).matches("\\[pii\\.email [0-9a-f]{6}]");
        assertThat(all.text("to Ann@Example.com")).isEqualTo("to " + once);
        assertThat(all.text("ben@example.com")).isNotEqualTo(once);
        assertThat(new Redaction(new Fingerprints(43), Set.of("pii")).text("ann@example.com")).isNotEqualTo(once);
    }

    @Test
    void text_ofOtherKinds_stays() {
        Redaction emails = new Redaction(fingerprints, Set.of("pii.email"));

        assertThat(plain(emails.text("ann@example.com 123-45-6789"))).isEqualTo("[pii.email] 123-45-6789");
        assertThat(plain(new Redaction(fingerprints, Set.of("secret")).text("ann@example.com"))).isEqualTo("ann@example.com");
    }

    @Test
    void value_ofMapsListsAndNumbers_isGoneThrough() {
        Object redacted = all.value(Map.of("rows", List.of(Map.of("mail", "ann@example.com", "card", 4111111111111111L, "age", 41L)), "ok", true));

        assertThat(redacted.toString()).doesNotContain("ann@example.com", "4111").contains("age=41", "ok=true");
    }

    @Test
    void value_ofATextThatIsJson_losesWhatIsBehindEscapesKeysAndDeepInside() {
        String deep = "[".repeat(200) + "\"ann@example.com\"" + "]".repeat(200);

        assertThat(plain((String) all.value("{\"to\":\"ann\\u0040example.com\",\"n\":[1,4.0]}"))).isEqualTo("{\"to\":\"[pii.email]\",\"n\":[1,4.0]}");
        assertThat(plain((String) all.value("{\"ann@example.com\":1}"))).isEqualTo("{\"[pii.email]\":1}");
        assertThat((String) all.value(deep)).doesNotContain("ann@example.com");
        assertThat(plain((String) all.value("{no json of ann@example.com"))).isEqualTo("{no json of [pii.email]");
        assertThat(plain(all.value(List.of(4.111111111111111E15)).toString())).isEqualTo("[[pii.payment-card]]");
    }

    @Test
    void text_ofAnything_holdsNothingSensitiveAfterwards_andASecondTimeChangesNothing() {
        String[] pieces = {"ann@example.com", "4111 1111 1111 1111", "123-45-6789", "+49 30 901820 33", "sk-abcDEF1234567890abcd", "DE89370400440532013000", "-----BEGIN RSA PRIVATE KEY-----",
            "AKIAIOSFODNN7EXAMPLE", "ssn 123456789", "85.07.30-033.28", "12345678-Z", "password=", "\"", "hunter2!x", "Bearer ", "a1B2c3D4e5F6g7H8i9J0k1L2", "postgres://ann:", "@db", ":", "Basic YW5uOmh1bnRlcjIh", "bsn ", "111222333", "born ", "1985-03-12", "12 March 1985", "%40", "ann%40example.com", "\\u0040", "YW5uQGV4YW1wbGUuY29tIGFuZCBi", "616e6e406578616d706c652e636f6d", " ", "\\n", "-", ".", "[", "]", "a", "9", "@", "=", "\u00e9"};
        Random random = new Random(5);
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String redacted = all.text(text.toString());

            assertThat(Detectors.labels(redacted)).as("'%s' became '%s'", text, redacted).isEmpty();
            assertThat(all.text(redacted)).isEqualTo(redacted);
        }
    }

    @Test
    void isKind_ofAPossibleName_isTrue() {
        assertThat(Redaction.isKind("possible.name")).isTrue();
    }
}
