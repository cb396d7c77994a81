package dev.pathwarden.policies.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.signing.SignedBundle;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.push.RawRequest;
import dev.pathwarden.policies.rollout.PushToken;
import dev.pathwarden.policies.rollout.ReceiverReport;
import dev.pathwarden.policies.rollout.RolloutException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a receiver answers to whoever talks to it, friend or not. */
@Timeout(120)
class ReceiverTest {

    private static final Bundle STOPS = GuardrailCompiler.compile(List.of(new GuardrailSource("stops.yaml", "id: stops\ntitle: Stops\non: [data.file.read]\nwhen: step.name == 'a'\naction: block\n"))).bundle();
    private static final String NOTHING_THERE = "If-None-Match: *\r\n";

    @TempDir
    private static Path shared;
    @TempDir
    private Path directory;
    private Receiving host;
    private RawRequest raw;

    @BeforeEach
    void listen() throws IOException {
        host = new Receiving(directory, shared.resolve("receiver.p12"), null);
        raw = new RawRequest(host);
    }

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void whoeverDoesNotKnowTheToken_isToldNothing_andWhoeverDoesIsNeverTurnedAwayForIt() throws IOException {
        for (String path : List.of("/guardrails", "/guardrails/check", "/nothing")) {
            assertThat(raw.send("GET " + path + " HTTP/1.1\r\n", new byte[0])).isEqualTo("401 {\"problem\":\"The token is wrong or missing.\"}");
        }
        for (int i = 0; i < 20; i++) {
            raw.send("GET /guardrails HTTP/1.1\r\nAuthorization: Bearer " + "0".repeat(64) + "\r\n", new byte[0]);
        }
        assertThat(raw.send("GET /guardrails HTTP/1.1\r\n" + raw.authorization() + raw.authorization(), new byte[0])).startsWith("429 ");
        assertThat(host.log()).hasSize(10).last().asString().endsWith("The token was wrong 10 times within a minute; what follows is not told.");
        assertThat(raw.send("GET /guardrails HTTP/1.1\r\n" + raw.authorization(), new byte[0])).startsWith("200 ");
        assertThat(host.log()).hasSize(10).noneMatch(line -> line.contains("0000"));
    }

    @Test
    void request_thatIsNone_isAnsweredWithWhy_andChangesNothing() throws IOException {
        byte[] bytes = STOPS.bytes();
        String length = "Content-Length: " + bytes.length + "\r\n";
        String put = "PUT /guardrails HTTP/1.1\r\n" + raw.authorization();

        assertThat(raw.send("GET /other HTTP/1.1\r\n" + raw.authorization(), new byte[0])).startsWith("404 ");
        assertThat(raw.send("DELETE /guardrails HTTP/1.1\r\n" + raw.authorization(), new byte[0])).startsWith("405 ");
        assertThat(raw.send("PUT /guardrails/check HTTP/1.1\r\n" + raw.authorization() + NOTHING_THERE + length, bytes)).startsWith("405 ");
        assertThat(raw.send(put + length, bytes)).startsWith("428 ").contains("What is to be replaced has to be named");
        assertThat(raw.send(put + NOTHING_THERE + "If-Match: \"" + "0".repeat(64) + "\"\r\n" + length, bytes)).startsWith("428 ");
        assertThat(raw.send(put + "If-Match: *\r\n" + length, bytes)).startsWith("428 ");
        assertThat(raw.send(put + "If-Match: \"" + "0".repeat(64) + "\"\r\n" + length, bytes)).startsWith("412 ").contains("Something else lies there now than was to be replaced");
        assertThat(raw.send(put + NOTHING_THERE + "Transfer-Encoding: chunked\r\n", "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII))).startsWith("411 ");
        assertThat(raw.send(put + NOTHING_THERE + "Content-Length: " + (SignedBundle.MOST_BYTES + 1L) + "\r\n", new byte[0])).startsWith("413 ");
        assertThat(raw.send(put + NOTHING_THERE + "Content-Length: 5\r\n", "hello".getBytes(StandardCharsets.US_ASCII))).startsWith("422 ").contains("The bundle sent is refused.");
        assertThat(raw.send("POST /guardrails/check HTTP/1.1\r\n" + raw.authorization() + NOTHING_THERE + length, bytes)).isEqualTo("200 {\"hash\":\"" + STOPS.hash() + "\",\"sequence\":null}");
        assertThat(host.bundle()).doesNotExist();

        assertThat(raw.send(put + NOTHING_THERE + length, bytes)).startsWith("200 ");
        assertThat(Files.readAllBytes(host.bundle())).isEqualTo(bytes);
        // The same once more, as when an answer was lost, is taken; another one in the place of nothing is not.
        assertThat(raw.send(put + NOTHING_THERE + length, bytes)).startsWith("200 ");
        assertThat(raw.send(put + NOTHING_THERE + "Content-Length: " + Bundle.NONE.bytes().length + "\r\n", Bundle.NONE.bytes())).startsWith("412 ").contains("A bundle lies there already");
        assertThat(host.log()).last().asString().contains("A bundle lies there already");
    }

    @Test
    void damagedFile_isToldAsOneOfNoGuardrails_andCanBeReplaced() throws IOException {
        Files.writeString(host.bundle(), "no bundle");
        ReceiverReport report = report();
        assertThat(report.hash()).isEmpty();
        assertThat(report.hasBundle()).isTrue();
        assertThat(raw.send("PUT /guardrails HTTP/1.1\r\n" + raw.authorization() + "If-Match: \"" + report.tag() + "\"\r\nContent-Length: " + STOPS.bytes().length + "\r\n", STOPS.bytes())).startsWith("200 ");
        assertThat(report().hash()).isEqualTo(STOPS.hash());
    }

    /** Whatever they send of a request, and then nothing more. */
    @Test
    void slowClients_takeNobodyElsesTurn() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                slow.add(new Socket(InetAddress.getLoopbackAddress(), host.port()));
            }
            for (int i = 0; i < 20; i++) {
                Socket half = new Socket(InetAddress.getLoopbackAddress(), host.port());
                half.getOutputStream().write(new byte[] {0x16, 0x03, 0x01, 0x02});
                slow.add(half);
            }
            for (String begun : List.of("GET /guard", "PUT /guardrails HTTP/1.1\r\nAuthorization: Bearer 00", "PUT /guardrails HTTP/1.1\r\nHost: a\r\n" + raw.authorization() + NOTHING_THERE + "Content-Length: 100000\r\n\r\nPWB")) {
                Socket half = raw.connect();
                half.getOutputStream().write(begun.getBytes(StandardCharsets.ISO_8859_1));
                half.getOutputStream().flush();
                slow.add(half);
            }
            assertThat(raw.send("PUT /guardrails HTTP/1.1\r\n" + raw.authorization() + NOTHING_THERE + "Content-Length: " + STOPS.bytes().length + "\r\n", STOPS.bytes())).startsWith("200 ");
        } finally {
            for (Socket each : slow) {
                each.close();
            }
        }
    }

    /** Headers of any kind, with the token and without: an answer that refuses, nothing changed, and the receiver goes on. */
    @Test
    void requests_ofAnyKind_areRefused_andChangeNothing() throws IOException {
        Random random = new Random(142);
        List<String> pieces = List.of("GET", "PUT", "POST", "/guardrails", "/guardrails/check", "/guardrails/../guardrails", "//guardrails", "/%67uardrails", "HTTP/1.1", "HTTP/1.0", "If-Match: ", "If-None-Match: ", "Content-Length: ", "-1", "99999999999999999999", "0", "*",
                "\"", "a".repeat(64), "\u0000", "\u00ff", ":", "\r\n", " ", "Authorization: ", "Bearer ", "Transfer-Encoding: chunked", "Expect: 100-continue");
        for (int i = 0; i < 150; i++) {
            StringBuilder head = new StringBuilder(random.nextInt(4) > 0 ? "PUT /guardrails HTTP/1.1\r\n" + (random.nextBoolean() ? raw.authorization() : "") : "");
            for (int piece = random.nextInt(8); piece > 0; piece--) {
                head.append(pieces.get(random.nextInt(pieces.size())));
            }
            String answer;
            try {
                answer = raw.send(head.append("\r\n").toString(), new byte[random.nextInt(3) * 7]);
            } catch (IOException hungUp) {
                answer = "";
            }
            // What is no HTTP at all the JDK's server refuses by itself, in words of its own.
            assertThat(answer.replaceAll("<h1>400 Bad Request</h1>\\w*Exception thrown", "")).as(head.toString()).doesNotStartWith("200 ").doesNotContain("Exception");
        }
        assertThat(host.bundle()).doesNotExist();
        assertThat(report().hasBundle()).isFalse();
        assertThat(host.log()).allMatch(line -> line.chars().allMatch(c -> c >= ' '));
    }

    @Test
    void keyAndToken_areTheirOwnersAlone_andAreRefusedOtherwise() throws IOException {
        Path token = directory.resolve("own.token");
        PushToken first = PushToken.readOrMake(token);
        assertThat(PushToken.readOrMake(token).header()).isEqualTo(first.header()).hasSize("Bearer ".length() + 64);
        assertThat(first.toString()).doesNotContain(first.header().substring(7));
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> PushToken.read(token)).isInstanceOf(RolloutException.class).hasMessageContaining("can be read or changed by others");
        Path bad = Files.createFile(directory.resolve("bad"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(bad, "short");
        assertThatThrownBy(() -> PushToken.read(bad)).hasMessageContaining("holds no token").hasMessageNotContaining("short");
        assertThatThrownBy(() -> ReceiverKey.readOrMake(bad)).hasMessageContaining("holds no key of a receiver");
        Path key = shared.resolve("receiver.p12");
        assertThat(ReceiverKey.readOrMake(key).pin()).isEqualTo(host.receiver().pin());
        Path open = Files.copy(key, directory.resolve("open.p12"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> ReceiverKey.readOrMake(open)).hasMessageContaining("can be read or changed by others");
    }

    private ReceiverReport report() throws IOException {
        return ReceiverReport.parse(raw.send("GET /guardrails HTTP/1.1\r\n" + raw.authorization(), new byte[0]).substring("200 ".length()));
    }
}
