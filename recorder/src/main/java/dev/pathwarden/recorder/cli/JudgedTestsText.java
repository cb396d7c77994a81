package dev.pathwarden.recorder.cli;

import dev.pathwarden.policies.judge.JudgedTests;
import dev.pathwarden.policies.judge.LeftOut;
import dev.pathwarden.policies.judge.LeftOut.Why;
import dev.pathwarden.policies.judge.StepTest;
import java.util.ArrayList;
import java.util.List;

/** What became of judged steps that were to be tests of a guardrail, in sentences. */
final class JudgedTestsText {

    private JudgedTestsText() {
    }

    /** @param file name of the file that they were written to; null where they were printed */
    static List<String> sentences(JudgedTests made, String file) {
        List<String> said = new ArrayList<>();
        long right = made.tests().stream().filter(StepTest::right).count();
        long failing = made.tests().stream().filter(test -> !test.passes()).count();
        said.add(made.guardrail().id() + ": " + (made.tests().isEmpty() ? "no test was added." : RecordingReport.count(made.tests().size(), "test") + (file == null ? "" : " added to " + file) + ": " + right + " of what should be stopped, "
                + (made.tests().size() - right) + " of good work" + (failing == 0 ? "." : "; " + failing + (failing == 1 ? " fails" : " fail") + " until the guardrail is changed.")));
        if (made.replaced() > 0) {
            said.add("  " + RecordingReport.count(made.replaced(), "test") + " with marks such as [secret.aws-key 1] in the place of secrets or personal data.");
        }
        for (Why why : Why.values()) {
            List<LeftOut> left = made.left().stream().filter(each -> each.why() == why).toList();
            if (!left.isEmpty()) {
                said.add("  Left out: " + left.size() + ", " + text(why) + (why == Why.DOUBLE || why == Why.ENOUGH ? "" : " Such as step " + left.get(0).step().step() + " of run " + left.get(0).step().run() + "."));
            }
        }
        if (made.others() > 0) {
            said.add("  Left out: " + made.others() + ", of operations that the guardrail is not for.");
        }
        return said;
    }

    private static String text(Why why) {
        return switch (why) {
            case DOUBLE -> "which are tests of it already.";
            case ENOUGH -> "because others are enough; --most N takes more.";
            case FAILS -> "where it stops good work or misses a step, so the test would fail: change the guardrail, or add them with --failing.";
            case OF_ANOTHER -> "which another guardrail of the file stops.";
            case TAKEN_OUT -> "because what they were passed was taken out of the recording.";
            case SECRET -> "because what it comes to hangs on a secret or on personal data, which are not written to a file.";
            case BASELINE -> "because it reads what is new of an agent: name a --baseline.";
            case NOT_RECORDED -> "because it reads what was not recorded.";
            case PATH -> "because what it comes to hangs on more of the run than a test can say.";
        };
    }
}
