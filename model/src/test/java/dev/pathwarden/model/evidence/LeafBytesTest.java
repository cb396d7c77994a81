package dev.pathwarden.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pathwarden.model.journal.Events;
import dev.pathwarden.model.signing.Hex;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Facts;
import dev.pathwarden.model.step.Field;
import dev.pathwarden.model.step.Hold;
import dev.pathwarden.model.step.Link;
import dev.pathwarden.model.step.LinkKind;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Outcome;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.model.step.RecordedStep;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The bytes under the leaves. What was signed once can be verified only as long as none of these changes. */
class LeafBytesTest {

    private static final RunId RUN = new RunId(0x0af7651916cd43ddL, 0x8448eb211c80319cL);

    private final RunHash hash = new RunHash();

    @Test
    void parts_areTheseBytesForEver() {
        byte[] snapshotKey = new byte[Sha256.BYTES];
        snapshotKey[0] = 1;
        RunSecrets secrets = RunSecrets.of(Salts.runKey(snapshotKey, RUN));
        StringBuilder bytes = new StringBuilder();
        for (int leaf = 0; leaf < 2; leaf++) {
            for (Part part : Part.values()) {
                bytes.append(leaf).append(' ').append(part.text()).append(' ').append(hex(leaf, part)).append('\n');
            }
        }
        bytes.append("root ").append(Hex.of(hash.root(run(), secrets))).append("\nleaf ").append(Hex.of(hash.logLeaf(run(), secrets))).append('\n');
        assertThat(bytes.toString()).isEqualTo(FROZEN);
    }

    /** No component of the words is left out: whatever differs, the root does. */
    @Test
    void root_ofTwoRunsThatDiffer_differs() {
        RunSecrets secrets = RunSecrets.of(new byte[Sha256.BYTES]);
        List<RecordedRun> runs = new java.util.ArrayList<>();
        for (long seed = 1; seed < 60; seed++) {
            runs.addAll(new Events(seed).runs(3, 3));
        }
        for (RecordedRun run : runs) {
            for (RecordedRun changed : Changed.inOnePlace(run)) {
                assertThat(hash.root(changed, secrets)).as("%s%n%s", run, changed).isNotEqualTo(hash.root(run, secrets));
            }
        }
    }

    private String hex(int leaf, Part part) {
        byte[] bytes = hash.bytes(run(), leaf, part);
        return bytes.length == 0 ? "nothing" : Hex.of(bytes);
    }

    private static RecordedRun run() {
        Map<String, Object> arguments = new LinkedHashMap<>();
        arguments.put("to", "ann");
        arguments.put("n", List.of(1L, true));
        Step step = Step.of(RUN, new StepId(2), Operation.DATA_SQL, "customers").parent(new StepId(1)).link(new Link(new StepId(1), LinkKind.COPIED, "rows[0]")).agent("a1").pid(47L).thread("main")
                .startNanos(1_700_000_000_000_000_100L).arguments(arguments).fact(Field.SQL_WRITES, false).fact(Field.SQL_TABLES, List.of("customers")).labels(Set.of("pii.email")).build();
        Decision decision = new Decision(4, 5L, "ab", Mode.ENFORCE, Set.of("untrusted"), List.of(new Verdict("g", "v", Action.HOLD, Mode.ENFORCE, "no", List.of(new Verdict.Clause("a", 0, 1, "true")))),
                List.of(new Decision.NotEvaluated("h", "no clock")));
        Hold hold = new Hold("bind", 6, 7, Hold.Answer.APPROVED, 8L, "ann", "fine");
        Outcome outcome = new Outcome(9, 10L, Status.OK, "late", "rows", Facts.of(Map.of(Field.SQL_ROWS, 3L)), Set.of("pii"));
        return new RecordedRun(new Run(RUN, "a1", "assistant", "v1", Status.OK, 11L, 12L, Map.of("k", "v")), List.of(new RecordedStep(step, decision, hold, outcome, 13, 14)),
                List.of(new RecordedRun.LabelsImported(47, 3, Set.of("untrusted"))));
    }

    private static final String FROZEN = """
            0 path 0af7651916cd43dd8448eb211c80319c056f6b01160118015e060113756e74727573746564
            0 words 05613113617373697374616e74057631
            0 input 01036b050376
            0 output nothing
            1 path 000000000000000200000000000000010100000000000000010d636f7069656411646174612e73716c056131015e096d61696e01c881d0e2c6bfce972f01137069692e656d61696c1a1c0108010a0561620f656e666f7263650113756e74727573746564010367037609686f6c640f656e666f726365010002010368010962696e640c0e11617070726f766564011001120114056f6b0107706969
            1 words 13637573746f6d6572730f726f77735b305d056e6f03610974727565116e6f20636c6f636b07616e6e0966696e65
            1 input 0205746f0507616e6e036e0602030202021573716c2e7461626c657306010513637573746f6d6572731573716c2e77726974657301
            1 output 096c6174650509726f7773011173716c2e726f77730306
            root b4724c55026edb42761beeb37c5cf7d1bc18971917ace648c9437f6a9b146fd4
            leaf 352f5e210e762add82e34c869f4e3271d80898ea5874c4d550ed551c745405dc
            """;
}
