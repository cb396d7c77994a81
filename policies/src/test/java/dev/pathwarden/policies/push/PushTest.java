package dev.pathwarden.policies.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pathwarden.model.key.SigningKey;
import dev.pathwarden.model.signing.Signers;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.RolloutParser;
import dev.pathwarden.policies.receive.Receiving;
import dev.pathwarden.policies.rollout.BundleFile;
import dev.pathwarden.policies.rollout.Planning;
import dev.pathwarden.policies.rollout.Receiver;
import dev.pathwarden.policies.rollout.Rollout;
import dev.pathwarden.policies.rollout.RolloutFigures;
import dev.pathwarden.policies.rollout.RolloutPlan;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bundles that are pushed to real receivers. */
@Timeout(120)
class PushTest {

    private static final Bundle BASE = compiled("kept", "audit");
    private static final Bundle DRAFT = compiled("kept", "audit", "fresh", "audit");
    private static final int HERE = -1;

    @TempDir
    private static Path shared;
    private static Path key;
    private static Path otherKey;
    @TempDir
    private Path directory;
    private Path bundle;
    private Path plan;
    private final List<Receiving> receiving = new ArrayList<>();

    /** Ends something when all have answered that they are ready. */
    private record WhenReady(Runnable then) implements Watch {
        @Override
        public void done(int receivers, int all) {
            if (receivers == all) {
                then.run();
            }
        }

        @Override
        public void checkCancelled() {
            // Goes on.
        }
    }

    @BeforeAll
    static void keys() {
        key = shared.resolve("receiver.p12");
        otherKey = shared.resolve("other.p12");
    }

    @BeforeEach
    void deployed() throws IOException {
        bundle = directory.resolve("guardrails.bundle");
        plan = directory.resolve("plan.yaml");
        new BundleFile(bundle).write(BASE.bytes());
    }

    @AfterEach
    void end() {
        receiving.forEach(Receiving::close);
    }

    @Test
    void stages_areInPlaceHereAndWithEveryReceiver_andGoBackThere() throws Exception {
        Rollout rollout = rollout(null, host("a", null).receiver(), host("b", null).receiver());
        new BundleFile(receiving.get(0).bundle()).write(BASE.bytes());

        for (int stage = 0; stage < rollout.plan().stages().size(); stage++) {
            Push.Result result = push(rollout).put(stage, null, Watch.NONE);
            assertThat(result.deliveries()).extracting(Delivery::answer).containsOnly(Delivery.Answer.TAKEN);
            for (int at = HERE; at < 2; at++) {
                assertThat(hash(at)).isEqualTo(rollout.bundles().stages().get(stage).hash());
            }
        }
        assertThat(push(rollout).look(Watch.NONE)).allSatisfy(each -> assertThat(each.state(rollout, rollout.standing())).isEqualTo(LookedAt.State.HAS));
        assertThat(push(rollout).put(Rollout.BASE, null, Watch.NONE).missing()).isZero();
        assertThat(hash(0)).isEqualTo(BASE.hash());
        assertThat(hash(1)).isEqualTo(BASE.hash());
        for (String name : List.of("guardrails.bundle", "guardrails.bundle.previous", "receiver.token")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(receiving.get(0).bundle().resolveSibling(name)))).as(name).isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key))).isEqualTo("rw-------");
        assertThat(shared.toFile().list()).allMatch(name -> name.endsWith(".p12"));
    }

    @Test
    void oneThatIsNotReady_leavesEverythingAsItIs_everywhere() throws Exception {
        Receiving good = host("a", null);
        Receiving foreign = host("b", null);
        new BundleFile(foreign.bundle()).write(compiled("elsewhere", "audit").bytes());
        Receiving locked = host("c", null);
        Receiver wrongToken = new Receiver(locked.receiver().url(), locked.receiver().pin(), good.tokenFile().toString(), null);
        Receiver down;
        try (ServerSocket free = new ServerSocket(0)) {
            down = new Receiver(URI.create("https://127.0.0.1:" + free.getLocalPort()), good.receiver().pin(), good.tokenFile().toString(), null);
        }
        Receiver unknown = new Receiver(URI.create("https://host.invalid:7464"), good.receiver().pin(), good.tokenFile().toString(), null);
        Receiver without = new Receiver(URI.create("https://localhost:7464"), good.receiver().pin(), null, "NO_SUCH_TOKEN");
        Rollout rollout = rollout(null, good.receiver(), foreign.receiver(), wrongToken, down, unknown, without);

        Push.Result result = push(rollout).put(0, null, Watch.NONE);

        assertThat(result.proposed()).isNull();
        assertThat(result.missing()).isEqualTo(5);
        assertThat(result.deliveries()).extracting(Delivery::answer).containsExactly(Delivery.Answer.READY, Delivery.Answer.REFUSED, Delivery.Answer.REFUSED, Delivery.Answer.NOT_REACHED, Delivery.Answer.NOT_REACHED,
                Delivery.Answer.NOT_REACHED);
        assertThat(result.deliveries().get(1).problem()).contains("none of this roll-out, " + compiled("elsewhere", "audit").hash());
        assertThat(result.deliveries().get(2).problem()).isEqualTo("The token is wrong or missing.");
        assertThat(result.deliveries().get(3).problem()).isEqualTo("Nothing listens there.");
        assertThat(result.deliveries().get(4).problem()).isEqualTo("There is no host of that name.");
        assertThat(result.deliveries().get(5).problem()).startsWith("The variable NO_SUCH_TOKEN holds no token");
        assertThat(hash(HERE)).isEqualTo(BASE.hash());
        assertThat(good.bundle()).doesNotExist();
        assertThat(hash(1)).isEqualTo(compiled("elsewhere", "audit").hash());
        assertThat(locked.log()).anyMatch(line -> line.contains("The token is wrong")).noneMatch(line -> line.contains(token(good)) || line.contains(token(locked)));
    }

    @Test
    void manInTheMiddle_isToldNothing_notEvenTheToken() throws Exception {
        Receiving real = host("a", null);
        try (ManInTheMiddle other = new ManInTheMiddle(otherKey)) {
            Rollout rollout = rollout(null, new Receiver(URI.create("https://127.0.0.1:" + other.port()), real.receiver().pin(), real.tokenFile().toString(), null));

            Push.Result result = push(rollout).put(0, null, Watch.NONE);

            assertThat(result.proposed()).isNull();
            assertThat(result.deliveries()).singleElement().satisfies(delivery -> {
                assertThat(delivery.answer()).isEqualTo(Delivery.Answer.NOT_REACHED);
                assertThat(delivery.problem()).startsWith("Another key is there than the pinned one, so nothing was sent: it is " + other.pin() + ".");
            });
            assertThat(other.heard()).isEmpty();
        }
        assertThat(hash(HERE)).isEqualTo(BASE.hash());
    }

    @Test
    void oneOfThreeThatGoesAwayUnderWay_isTold_andIsSentTheRestLater_andGoingBackWaitsForNobody() throws Exception {
        Rollout rollout = rollout(null, host("a", null).receiver(), host("b", null).receiver(), host("c", null).receiver());
        Receiving third = receiving.get(2);

        Push.Result result = push(rollout).put(0, null, new WhenReady(third::close));

        assertThat(result.proposed()).isNotNull();
        assertThat(result.deliveries()).extracting(Delivery::answer).containsExactly(Delivery.Answer.TAKEN, Delivery.Answer.TAKEN, Delivery.Answer.NOT_REACHED);
        assertThat(third.bundle()).doesNotExist();
        // The next stage does not begin while one is behind that nobody can reach, and nothing changes.
        assertThat(push(rollout).put(1, null, Watch.NONE).proposed()).isNull();
        assertThat(hash(0)).isEqualTo(rollout.bundles().stages().get(0).hash());
        Push.Result back = push(rollout).put(Rollout.BASE, null, Watch.NONE);
        assertThat(back.deliveries()).extracting(Delivery::answer).containsExactly(Delivery.Answer.TAKEN, Delivery.Answer.TAKEN, Delivery.Answer.NOT_REACHED);
        assertThat(hash(0)).isEqualTo(BASE.hash());

        push(rollout).again(Watch.NONE);
        receiving.set(2, new Receiving(third.bundle().getParent(), key, null, third.port()));
        Push.Result rest = push(rollout).again(Watch.NONE);
        assertThat(rest.deliveries()).extracting(Delivery::answer).containsExactly(Delivery.Answer.HAD, Delivery.Answer.HAD, Delivery.Answer.TAKEN);
        assertThat(hash(2)).isEqualTo(BASE.hash());
    }

    @Test
    void receiverWithKeys_takesOnlyWhatTheyNumberedAndSigned() throws Exception {
        SigningKey mine = signingKey("mine");
        Signers signers = new Signers(List.of(mine.publicText()), 1);
        Receiving keyed = host("a", signers);
        Push.Result unsigned = push(rollout(null, keyed.receiver())).put(0, null, Watch.NONE);
        assertThat(unsigned.proposed()).isNull();
        assertThat(unsigned.deliveries().get(0).problem()).contains("It is not signed, and only what the key " + mine.fingerprint() + " signed is accepted");

        Files.delete(bundle);
        Rollout signed = rollout(signers, keyed.receiver());
        assertThat(push(signed).put(0, mine, Watch.NONE).missing()).isZero();
        byte[] first = Files.readAllBytes(keyed.bundle());
        assertThat(push(signed).put(1, mine, Watch.NONE).missing()).isZero();
        assertThat(Files.readAllBytes(keyed.bundle())).isEqualTo(Files.readAllBytes(bundle)).isNotEqualTo(first);
        // An older one, signed as it is, is taken neither in the place of the newer nor when that is gone.
        RawRequest raw = new RawRequest(keyed);
        assertThat(raw.put(first, raw.tag())).startsWith("409 ").contains("is not above 2");
        Files.delete(keyed.bundle());
        assertThat(raw.put(first, "")).startsWith("409 ").contains("is below 2, the highest that was accepted from there before");
        assertThat(keyed.bundle()).doesNotExist();
    }

    @Test
    void cancelled_cutsConnections_andChangesNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            Receiving good = host("a", null);
            Rollout rollout = rollout(null, good.receiver(), new Receiver(URI.create("https://127.0.0.1:" + silent.getLocalPort()), good.receiver().pin(), good.tokenFile().toString(), null));
            Watch cancels = new Watch() {
                private int looks;

                @Override
                public void done(int receivers, int all) {
                    looks += receivers;
                }

                @Override
                public void checkCancelled() {
                    if (looks > 0) {
                        throw new CancellationException();
                    }
                }
            };
            assertThatThrownBy(() -> push(rollout).put(0, null, cancels)).isInstanceOf(CancellationException.class);
            assertThat(hash(HERE)).isEqualTo(BASE.hash());
            assertThat(good.bundle()).doesNotExist();
        }
    }

    @Test
    void plan_withReceivers_isReadAsItIsWritten() throws Exception {
        Rollout rollout = rollout(null, host("a", null).receiver(), new Receiver(URI.create("https://[::1]:7464"), host("b", null).receiver().pin(), null, "TOKEN_B"));

        RolloutPlan read = RolloutParser.parse(new GuardrailSource("plan.yaml", Files.readString(plan))).plan().orElseThrow();

        assertThat(read).isEqualTo(rollout.plan());
        assertThat(read.receivers().get(0).tokenFile()).isEqualTo("a/receiver.token");
        String text = Files.readString(plan);
        assertThat(problem(text.replace("https://[", "http://["))).contains("a receiver is reached at https://HOST:PORT");
        assertThat(problem(text.replace("sha256//", "sha256/"))).contains("'pin' takes what 'pathwarden policy receive' prints");
        assertThat(problem(text.replace("tokenVariable: \"TOKEN_B\"", "tokenVariable: \"TOKEN_B\", tokenFile: \"b\""))).contains("its place has to be named once");
        assertThat(problem(text.replace("https://[::1]:7464", "https://user:secret@[::1]:7464"))).contains("a receiver is reached at https://HOST:PORT");
        assertThat(problem(text.replace("https://[::1]:7464", "https://127.0.0.1:" + receiving.get(0).port()))).contains("Two receivers of the plan are the same");
    }

    private static String problem(String text) {
        RolloutParser.Parsed parsed = RolloutParser.parse(new GuardrailSource("plan.yaml", text));
        assertThat(parsed.plan()).isEmpty();
        return parsed.problems().toString();
    }

    private Receiving host(String name, Signers signers) throws IOException {
        Receiving host = new Receiving(directory.resolve(name), key, signers);
        receiving.add(host);
        return host;
    }

    private Rollout rollout(Signers signers, Receiver... receivers) throws IOException {
        RolloutPlan made = new Planning(plan, bundle, directory.resolve("drafts"), DRAFT, signers).write(List.of("fresh"), RolloutPlan.USUAL, 0, Arrays.asList(receivers), RolloutFigures.NONE);
        return new Rollout(made, plan, DRAFT, Collections.emptySortedMap());
    }

    private Push push(Rollout rollout) {
        return new Push(rollout, plan, Map.of());
    }

    private String hash(int at) throws IOException {
        return new BundleFile(at == HERE ? bundle : receiving.get(at).bundle()).open().bundle().hash();
    }

    private static String token(Receiving of) {
        try {
            return Files.readString(of.tokenFile()).strip();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private SigningKey signingKey(String name) throws Exception {
        Path file = directory.resolve(name + ".key");
        SigningKey.make(file);
        return SigningKey.read(file);
    }

    private static Bundle compiled(String... idsAndModes) {
        List<GuardrailSource> sources = new ArrayList<>();
        for (int i = 0; i < idsAndModes.length; i += 2) {
            sources.add(new GuardrailSource(idsAndModes[i] + ".yaml", "id: " + idsAndModes[i] + "\ntitle: Stops\non: [data.file.read]\nwhen: step.name == 'a'\naction: block\nmode: " + idsAndModes[i + 1] + "\n"));
        }
        return GuardrailCompiler.compile(sources).bundle();
    }
}
