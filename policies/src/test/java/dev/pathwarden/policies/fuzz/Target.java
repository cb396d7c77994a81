package dev.pathwarden.policies.fuzz;

import dev.pathwarden.fuzz.Allowance;
import dev.pathwarden.fuzz.FuzzTarget;
import dev.pathwarden.model.step.RecordedRun;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.compiler.StepConditionCompiler;
import dev.pathwarden.policies.dryrun.DryRun;
import dev.pathwarden.policies.dryrun.DryRunMode;
import dev.pathwarden.policies.dryrun.StepCondition;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.BundleException;
import dev.pathwarden.policies.guardrail.BaselineParser;
import dev.pathwarden.policies.guardrail.GuardrailParser;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.guardrail.ListFile;
import dev.pathwarden.policies.guardrail.Problem;
import dev.pathwarden.policies.guardrail.ProfileParser;
import dev.pathwarden.policies.guardrail.RolloutParser;
import dev.pathwarden.policies.guardrail.ToolCatalogueParser;
import dev.pathwarden.policies.rollout.RolloutPlan;
import dev.pathwarden.policies.rollout.RolloutText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * A reader of what people write, or of what is made of it. It takes any bytes, and either gives what they hold or says what is wrong, in sentences with their places; whatever it throws is a finding. For one thread at a time.
 */
enum Target implements FuzzTarget {

    /** A file of guardrails, of what tools do, of a profile or of a baseline, by the first letter: what YAML makes of it, and what we make of that. */
    YAML {
        @Override
        void read(byte[] input) {
            if (input.length == 0) {
                return;
            }
            GuardrailSource source = source(utf8(input).substring(1));
            areSentences(switch (input[0]) {
                case 't' -> ToolCatalogueParser.parse(source).problems();
                case 'p' -> ProfileParser.parse(source).problems();
                case 'b' -> BaselineParser.parse(source).problems();
                default -> GuardrailParser.parse(source).problems();
            });
        }
    },

    /** A file of guardrails, compiled, bundled, read again, and asked about runs. */
    GUARDRAIL {
        @Override
        void read(byte[] input) {
            Compilation compiled = GuardrailCompiler.compile(List.of(source(utf8(input))));
            areSentences(compiled.problems());
            goesOn(compiled.bundle());
        }
    },

    /** A condition on recorded steps, compiled and asked about runs. */
    CONDITION {
        @Override
        void read(byte[] input) {
            StepConditionCompiler.Compiled compiled = StepConditionCompiler.compile("condition", utf8(input));
            areSentences(compiled.problems());
            if (compiled.bundle().guardrails().isEmpty() == compiled.problems().stream().noneMatch(problem -> problem.severity() == Problem.Severity.ERROR)) {
                throw new AssertionError("neither a condition nor an error, or both: " + compiled.problems());
            }
            if (compiled.problems().isEmpty()) {
                StepCondition condition = new StepCondition(compiled.bundle());
                RUNS.forEach(condition::of);
            }
        }
    },

    /** What a watched process loads, with a digest that fits: read, written, and asked about runs. */
    BUNDLE {
        @Override
        void read(byte[] input) {
            try {
                Bundle bundle = Bundle.read(withDigest(input));
                if (!bundle.guardrails().isEmpty()) {
                    goesOn(bundle);
                }
            } catch (BundleException refused) {
                isSentence(refused.getMessage());
            }
        }
    },

    /** The plan of a roll-out: what is read is written so that it is read as the same. */
    PLAN {
        @Override
        void read(byte[] input) {
            RolloutParser.Parsed parsed = RolloutParser.parse(source(utf8(input)));
            areSentences(parsed.problems());
            if (parsed.plan().isPresent()) {
                RolloutPlan plan = parsed.plan().get();
                RolloutParser.Parsed again = RolloutParser.parse(source(RolloutText.of(plan)));
                if (!again.plan().equals(parsed.plan())) {
                    throw new AssertionError("read: " + plan + "\nread again: " + again);
                }
            }
        }
    };

    private static final int DIGEST = 4;
    private static final int BODY = DIGEST + 32;
    private static final int LONGEST_SENTENCE = 2_000;
    private static final List<RecordedRun> RUNS = Seeds.runs();

    @Override
    public void take(byte[] input) {
        read(input);
    }

    abstract void read(byte[] input);

    @Override
    public List<byte[]> seeds() {
        return Seeds.of(this);
    }

    /** Trees of many objects are made of a text several times. */
    @Override
    public Allowance allowance() {
        return new Allowance(64L << 20, 64 << 10, 512);
    }

    @Override
    public String watched() {
        return "dev.pathwarden.**:dev.cel.parser.**:org.snakeyaml.**";
    }

    /** Any list that is named is there. */
    private static GuardrailSource source(String text) {
        return new GuardrailSource("fuzz.yaml", text, name -> ListFile.of("one\n*.example\n".getBytes(StandardCharsets.UTF_8), name));
    }

    private static String utf8(byte[] input) {
        return new String(input, StandardCharsets.UTF_8);
    }

    /** A bundle comes back from its bytes as it was, and decides about any run without a fault. */
    private static void goesOn(Bundle bundle) {
        try {
            Bundle again = Bundle.read(bundle.bytes());
            if (!again.guardrails().equals(bundle.guardrails())) {
                throw new AssertionError("read: " + bundle.guardrails() + "\nread again: " + again.guardrails());
            }
        } catch (BundleException refused) {
            throw new AssertionError("its own bytes were refused", refused);
        }
        if (Arrays.hashCode(bundle.bytes()) % 4 == 0) {
            DryRun dryRun = new DryRun(bundle, DryRunMode.WHOLE_PATH);
            RUNS.forEach(dryRun::report);
        }
    }

    private static byte[] withDigest(byte[] input) {
        if (input.length < BODY) {
            return input;
        }
        byte[] bytes = input.clone();
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, BODY, bytes.length - BODY);
            System.arraycopy(digest.digest(), 0, bytes, DIGEST, BODY - DIGEST);
            return bytes;
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    private static void areSentences(List<Problem> problems) {
        for (Problem problem : problems) {
            isSentence(problem.message());
            if (problem.line() < 1 || problem.column() < 1) {
                throw new AssertionError("no place: " + problem);
            }
        }
    }

    private static void isSentence(String message) {
        if (message == null || message.isBlank() || message.length() > LONGEST_SENTENCE) {
            throw new AssertionError("no sentence: " + message);
        }
    }
}
