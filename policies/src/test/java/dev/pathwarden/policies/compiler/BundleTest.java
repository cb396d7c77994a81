package dev.pathwarden.policies.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.policies.baseline.Learning;
import dev.pathwarden.policies.baseline.RandomRuns;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.BundleException;
import dev.pathwarden.policies.engine.Degree;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.policies.engine.Stage;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.novelty.AgentHabits;
import dev.pathwarden.policies.novelty.Habits;
import dev.pathwarden.policies.pack.Pack;
import dev.pathwarden.policies.tool.ArgumentRole;
import dev.pathwarden.policies.tool.ToolEffect;
import dev.pathwarden.policies.tool.ToolEntry;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BundleTest {

    private static final int BODY = 36;
    private static final String HELD = "id: held\ntitle: Held\non: [data.sql]\nwhen: step.sql.writes\naction: hold\nholdFor: 90s\nabort: true\nsandbox: {network: true, write: [out, /srv/out]}\nredact: [secret, pii.email]\n";

    private static final String LOOKS_BACK = "id: back\ntitle: Back\non: [data.http]\nlet: {personal: \"step.labels.exists(l, l.startsWith('pii.'))\"}\naction: block\n"
            + "when: seq(personal, step.process.executable in ['tar', 'zip']) && count(step.http.method == 'POST', duration('1m')) > 3 && since(step.sql.writes, personal) || repeats() > 7 || flows(personal)\n";

    private static final String EXCEPTED = "id: excepted\ntitle: Excepted\non: [data.sql]\nlet: {w: step.sql.writes}\nwhen: w\naction: block\n"
            + "exceptions:\n  nightly: {when: 'w && step.name.startsWith(\"export\")', reason: Ticket 12, until: 2027-01-31}\n  once: {when: 'once(step.sql.writes)', reason: Only the first}\n";

    private static final List<ToolEntry> TOOLS = List.of(new ToolEntry("frob", Set.of(ToolEffect.DESTROYS, ToolEffect.READS), Map.of("to", ArgumentRole.TARGET, "x", ArgumentRole.DETAIL), Set.of("untrusted", "sensitive.finance")),
            new ToolEntry("naught", Set.of(), Map.of(), Set.of()));

    private final byte[] whole = GuardrailCompiler.compile(Pack.shipped()).bundle().bytes();

    @Test
    void read_ofItsOwnBytes_givesTheSameGuardrails() throws Exception {
        Bundle pack = GuardrailCompiler.compile(Pack.shipped()).bundle();

        Bundle read = Bundle.read(pack.bytes());

        assertThat(read.guardrails()).isEqualTo(pack.guardrails());
        assertThat(read.hash()).isEqualTo(pack.hash());
        assertThat(Bundle.read(Bundle.NONE.bytes()).guardrails()).isEmpty();
    }

    @Test
    void read_ofABundleWithOptions_givesThemBack() throws Exception {
        Bundle bundle = GuardrailCompiler.compile(List.of(new GuardrailSource("f", HELD))).bundle();

        assertThat(bundle.bytes()[3]).isEqualTo((byte) 2);
        assertThat(Bundle.read(bundle.bytes()).guardrails()).isEqualTo(bundle.guardrails());
    }

    @Test
    void read_ofABundleWithOperatorsOverEarlierSteps_givesThemBack() throws Exception {
        Bundle bundle = GuardrailCompiler.compile(List.of(new GuardrailSource("f", HELD), new GuardrailSource("g", LOOKS_BACK))).bundle();

        assertThat(bundle.bytes()[3]).isEqualTo((byte) 3);
        assertThat(bundle.guardrails()).hasSize(2);
        assertThat(Bundle.read(bundle.bytes()).guardrails()).isEqualTo(bundle.guardrails());
        assertThat(bundle.guardrails().get(1).operators()).hasSize(5);
    }

    @Test
    void read_ofABundleThatIsBeingRolledOut_givesItsStagesBack() throws Exception {
        Bundle compiled = GuardrailCompiler.compile(List.of(new GuardrailSource("f", HELD), new GuardrailSource("g", EXCEPTED))).bundle();
        Stage stage = new Stage(Degree.AUDIT, Degree.OFF, Set.of("b", "a"), 12, 1_700_000_000_000_000_001L, Degree.ENFORCE);
        Bundle bundle = Bundle.of(List.of(compiled.guardrails().get(0).withStage(stage), compiled.guardrails().get(1)));

        assertThat(bundle.bytes()[3]).isEqualTo((byte) 6);
        assertThat(compiled.bytes()[3]).isEqualTo((byte) 5);
        assertThat(Bundle.read(bundle.bytes()).guardrails()).isEqualTo(bundle.guardrails());
        assertThat(bundle.hash()).isNotEqualTo(compiled.hash());
    }

    @Test
    void read_ofABundleWithTools_givesThemBack_alsoWithoutAnyGuardrail() throws Exception {
        Bundle pack = GuardrailCompiler.compile(Pack.shipped()).bundle();

        for (Bundle bundle : List.of(pack.withTools(TOOLS), Bundle.NONE.withTools(TOOLS))) {
            Bundle read = Bundle.read(bundle.bytes());
            assertThat(bundle.bytes()[3]).isEqualTo((byte) 4);
            assertThat(read.guardrails()).isEqualTo(bundle.guardrails());
            assertThat(read.tools()).isEqualTo(TOOLS);
            assertThat(read.hash()).isEqualTo(bundle.hash()).isNotEmpty();
        }
    }

    /** What is known of tools decides, so it is a part of what the bundle is. */
    @Test
    void hash_withOtherTools_isAnother_andWithNoneIsThatOfTheGuardrailsAlone() {
        Bundle pack = GuardrailCompiler.compile(Pack.shipped()).bundle();

        assertThat(List.of(pack.withTools(TOOLS).hash(), pack.withTools(TOOLS.subList(0, 1)).hash(), pack.hash())).doesNotHaveDuplicates();
        assertThat(pack.withTools(TOOLS).withTools(List.of()).bytes()).isEqualTo(pack.bytes());
        assertThat(pack.withTools(TOOLS).withGuardrails(List.of()).hash()).isEqualTo(Bundle.NONE.withTools(TOOLS).hash());
    }

    @Test
    void read_ofAPartThatThisVersionDoesNotKnow_namesIt_andOfOneThatIsTwisted_saysWhatIsWrong() throws Exception {
        assertThatThrownBy(() -> Bundle.read(withPart("future"))).isInstanceOf(BundleException.class)
                .hasMessage("This bundle has the part 'future', which this version of Pathwarden does not know. Bundle the guardrails again with this version.");
        assertThatThrownBy(() -> Bundle.read(withPart("tools", 2, 1, 0, 0, 0, 1, 0, 0, 0))).isInstanceOf(BundleException.class).hasMessageContaining("two tools have the name a");
        assertThatThrownBy(() -> Bundle.read(withPart("tools", 1, 1, 1, 1, 0, 0))).isInstanceOf(BundleException.class).hasMessageContaining("uses the effect of a tool 'a'");
        assertThatThrownBy(() -> Bundle.read(withPart("tools", 1, 1, 0, 1, 1, 1, 0))).isInstanceOf(BundleException.class).hasMessageContaining("uses the role of an argument 'a'");
        assertThatThrownBy(() -> Bundle.read(withPart("tools", 1, 1, 0, 0, 1, 2))).isInstanceOf(BundleException.class).hasMessageContaining("'A b' is no label");
        assertThatThrownBy(() -> Bundle.read(withPart("tools", 0, 0))).isInstanceOf(BundleException.class).hasMessageContaining("something follows the last part");
        assertThat(Bundle.read(withPart("tools", 1, 1, 0, 0, 1, 1)).tools()).containsExactly(new ToolEntry("a", Set.of(), Map.of(), Set.of("a")));
    }

    @Test
    void read_ofABaseline_givesWhatWasWritten_andOfOneThatIsTwisted_saysWhatIsWrong() throws Exception {
        for (int seed = 0; seed < 10; seed++) {
            RandomRuns random = new RandomRuns(seed, 20);
            Learning learning = new Learning();
            for (int i = 0; i < 20; i++) {
                learning.add(random.run(100));
            }
            Bundle bundle = Bundle.read(whole).withHabits(learning.baseline().habits()).withTools(List.of(new ToolEntry("a", Set.of(), Map.of(), Set.of())));

            assertThat(Bundle.read(bundle.bytes()).habits()).isEqualTo(learning.baseline().habits()).isNotEqualTo(Habits.NONE);
            assertThat(Bundle.read(bundle.bytes()).hash()).isEqualTo(bundle.hash()).isNotEqualTo(bundle.withHabits(Habits.NONE).hash());
        }
        assertThat(Bundle.read(withPart("baseline", 1, 1, 0, 0, 0)).habits()).isEqualTo(Habits.of(List.of(new AgentHabits("a", Set.of(), Map.of(), Set.of()))));
        assertThatThrownBy(() -> Bundle.read(withPart("baseline", 2, 1, 0, 0, 0, 1, 0, 0, 0))).isInstanceOf(BundleException.class).hasMessageContaining("two are of the agent a");
        assertThatThrownBy(() -> Bundle.read(withPart("baseline", 1, 1, 1, 2, 0, 0))).isInstanceOf(BundleException.class).hasMessageContaining("uses the kind of what an agent does 'A b'");
        assertThatThrownBy(() -> Bundle.read(withPart("baseline", 1, 1, 0, 1, 1, 0))).isInstanceOf(BundleException.class).hasMessageContaining("uses the volume of a run 'a'");
        assertThatThrownBy(() -> Bundle.read(withPart("baseline", 1, 1, 0, 0, 1, 1))).isInstanceOf(BundleException.class).hasMessageContaining("uses the kind of what an agent does 'a'");
    }

    /** A bundle of no guardrails with one part of that name; its texts are the name, "a" and "A b". */
    private static byte[] withPart(String name, int... content) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(3);
        for (String text : List.of(name, "a", "A b")) {
            body.write(text.length());
            text.chars().forEach(body::write);
        }
        body.writeBytes(new byte[] {0, 1, 0});
        IntStream.of(content).forEach(body::write);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {'P', 'W', 'B', 4});
        file.writeBytes(MessageDigest.getInstance("SHA-256").digest(body.toByteArray()));
        file.writeBytes(body.toByteArray());
        return file.toByteArray();
    }

    @Test
    void read_ofABundleWithExceptions_givesThemBack_withToolsAndWithout() throws Exception {
        Bundle bundle = GuardrailCompiler.compile(List.of(new GuardrailSource("f", EXCEPTED), new GuardrailSource("g", HELD))).bundle();

        for (Bundle one : List.of(bundle, bundle.withTools(TOOLS))) {
            assertThat(one.bytes()[3]).isEqualTo((byte) 5);
            assertThat(Bundle.read(one.bytes()).guardrails()).isEqualTo(one.guardrails());
            assertThat(Bundle.read(one.bytes()).tools()).isEqualTo(one.tools());
        }
        assertThat(bundle.guardrails().get(0).exceptions()).extracting(Guardrail.Except::name).containsExactly("nightly", "once");
        assertThat(bundle.guardrails().get(0).withAction(Action.ALERT).exceptions()).hasSize(2);
    }

    /** An earlier version would take what it does not know for something else. */
    @Test
    void read_ofOperatorsUnderAnEarlierVersion_refuses() throws Exception {
        byte[] bytes = GuardrailCompiler.compile(List.of(new GuardrailSource("g", LOOKS_BACK))).bundle().bytes();
        bytes[3] = 2;

        assertThatThrownBy(() -> Bundle.read(bytes)).isInstanceOf(BundleException.class).hasMessageContaining("number=22, most=21");
    }

    /** A bundle without options and operators over earlier steps is as earlier versions made it. */
    @Test
    void bytes_ofABundleWithoutOptions_areOfVersion1() {
        Bundle bundle = GuardrailCompiler.compile(List.of(new GuardrailSource("f", "id: plain\ntitle: Plain\non: [data.sql]\nwhen: step.sql.writes\naction: block\n"))).bundle();

        assertThat(bundle.bytes()[3]).isEqualTo((byte) 1);
    }

    @Test
    void read_ofOtherFiles_saysWhatTheyAre() {
        byte[] tooNew = whole.clone();
        tooNew[3] = 9;

        assertThatThrownBy(() -> Bundle.read(new byte[0])).isInstanceOf(BundleException.class).hasMessageContaining("is no bundle of guardrails");
        assertThatThrownBy(() -> Bundle.read("id: x".getBytes())).isInstanceOf(BundleException.class).hasMessageContaining("is no bundle of guardrails");
        assertThatThrownBy(() -> Bundle.read(tooNew)).isInstanceOf(BundleException.class).hasMessageContaining("found=9, readable=1 to 6");
    }

    /** A hundred lists, each in the one before it, that all say to be as long as the file can be. */
    @Test
    void read_ofListsThatLie_takesNoMemoryForThem() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {'P', 'W', 'B', 1});
        file.writeBytes(new byte[32]);
        file.write(4);
        for (String text : List.of("", "block", "audit", "allow")) {
            file.write(text.length());
            file.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
        // One guardrail: id, version, title and severity, no tags and operations, its action, mode and onFault, no named conditions; text and slots of its condition.
        file.writeBytes(new byte[] {1, 0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0, 0});
        for (int depth = 0; depth < 100; depth++) {
            file.writeBytes(new byte[] {0, 0, 0, (byte) 0x80, (byte) 0x80, (byte) 0x80, 7});
        }
        file.writeBytes(new byte[(16 << 20) - file.size()]);
        byte[] bytes = file.toByteArray();
        System.arraycopy(MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(bytes, BODY, bytes.length)), 0, bytes, 4, 32);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        assertThatThrownBy(() -> Bundle.read(bytes)).isInstanceOf(BundleException.class).hasMessageContaining("a part of a condition");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(200 << 20);
    }

    @Test
    void read_ofEveryTruncation_refuses() {
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> Bundle.read(cut)).as("length %d", length).isInstanceOf(BundleException.class);
        }
    }

    @Test
    void read_ofEveryFlippedByte_refuses() {
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= 0x41;
            assertThatThrownBy(() -> Bundle.read(flipped)).as("byte %d", i).isInstanceOf(BundleException.class);
        }
    }

    private static Habits habits() {
        Learning learning = new Learning();
        learning.add(new RandomRuns(1, 10).run(60));
        return learning.baseline().habits();
    }

    /** Somebody who can compute a checksum must not get further than the reader's own checks. */
    @Test
    void read_ofDamageUnderAValidChecksum_refusesOrReads_andNothingElse() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] whole = GuardrailCompiler.compile(Stream.concat(Pack.shipped().stream(), Stream.of(new GuardrailSource("f", HELD), new GuardrailSource("g", LOOKS_BACK), new GuardrailSource("h", EXCEPTED))).toList()).bundle().withTools(TOOLS).withHabits(habits()).bytes();
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            byte[] forged = whole.clone();
            for (int j = 1 + random.nextInt(4); j > 0; j--) {
                forged[BODY + random.nextInt(forged.length - BODY)] = (byte) random.nextInt(256);
            }
            System.arraycopy(MessageDigest.getInstance("SHA-256").digest(Arrays.copyOfRange(forged, BODY, forged.length)), 0, forged, 4, 32);
            try {
                Bundle.read(forged);
            } catch (BundleException expected) {
                refused++;
            } catch (RuntimeException | Error wrong) {
                throw new AssertionError("seed " + seed + ", round " + i, wrong);
            }
        }
        assertThat(refused).isGreaterThan(500);
    }
}
