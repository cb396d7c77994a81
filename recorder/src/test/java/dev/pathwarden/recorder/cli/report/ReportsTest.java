package dev.pathwarden.recorder.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pathwarden.model.step.Action;
import dev.pathwarden.model.step.JsonText;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.StepId;
import dev.pathwarden.model.step.Verdict;
import dev.pathwarden.policies.compiler.Compilation;
import dev.pathwarden.policies.compiler.GuardrailCompiler;
import dev.pathwarden.policies.dryrun.Aftermath;
import dev.pathwarden.policies.dryrun.DryRunDecision;
import dev.pathwarden.policies.dryrun.DryRunReport;
import dev.pathwarden.policies.dryrun.Flip;
import dev.pathwarden.policies.dryrun.GuardrailChange;
import dev.pathwarden.policies.dryrun.GuardrailOutcome;
import dev.pathwarden.policies.dryrun.RunDryRun;
import dev.pathwarden.policies.engine.Reasons;
import dev.pathwarden.policies.guardrail.GuardrailSource;
import dev.pathwarden.policies.pack.Pack;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportsTest {

    private static final RunId RUN = new RunId(5, 6);
    private static final String[] HOSTILE = {"\u0000\u0007\u001b[2J", "\ud800", "\udc00\ud800", "]]>", "<failure message='x'/>", "\"'&amp;&#0;", "\ufffe\uffff", "\u202e\u2028\u0085", "a\r\n\tb",
        "[mend it](https://evil.example/)", "{0} {1}", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;", "é😀", "\\u0041", "x".repeat(2_000) + "\ud83d"};

    @Test
    void junit_ofDecisions_failsOnlyWhatFailOnIsAbout() throws Exception {
        DryRunResult quiet = result(report("report.csv", "block-it", "Stopped."), null, List.of());
        DryRunResult strict = result(report("report.csv", "block-it", "Stopped."), null,
                List.of(new DryRunResult.Check("block>0", "block", "", 1, true, true), new DryRunResult.Check("hold>0", "hold", "", 0, false, true)));

        Document passed = junit(quiet);
        Document failed = junit(strict);

        assertThat(passed.getDocumentElement().getAttribute("failures")).isEqualTo("0");
        assertThat(passed.getElementsByTagName("failure").getLength()).isZero();
        assertThat(elements(passed, "testcase")).extracting(one -> one.getAttribute("name")).containsExactly("data.file.write #0 report.csv", "not evaluated: other: step.sql.text was not recorded");
        assertThat(elements(passed, "testcase").get(0).getAttribute("classname")).isEqualTo("pathwarden.run." + RUN);
        assertThat(elements(passed, "skipped")).hasSize(1);
        assertThat(elements(failed, "failure")).extracting(one -> one.getAttribute("type")).containsExactly("block", "fail-on");
        assertThat(elements(failed, "failure").get(0).getTextContent()).contains("block by block-it", "block-it: Stopped.", "step.name == 'x' is true");
        assertThat(failed.getDocumentElement().getAttribute("failures")).isEqualTo("2");
        assertThat(elements(failed, "testsuite")).extracting(one -> one.getAttribute("name")).containsExactly("run " + RUN, "fail-on");
    }

    @Test
    void junit_ofAConditionOverASet_failsStepsOfItsRunsOnly() throws Exception {
        List<List<Flip>> flips = List.of(List.of(flip("report.csv", "g", Action.ALLOW, Action.BLOCK)));

        Document inside = junit(result(report("x", "g", "m"), flips, List.of(new DryRunResult.Check("newBlocks > 0 on clean", "newBlocks", "clean", 1, true, true))));
        Document outside = junit(result(report("x", "g", "m"), flips, List.of(new DryRunResult.Check("newBlocks > 0 on other", "newBlocks", "other", 1, true, true))));

        assertThat(elements(inside, "failure")).extracting(one -> one.getAttribute("type")).containsExactly("newlyStopped", "fail-on");
        assertThat(elements(outside, "failure")).extracting(one -> one.getAttribute("type")).containsExactly("fail-on");
    }

    @Test
    void junit_ofTooFew_failsTheConditionAndNoStep() throws Exception {
        Document failed = junit(result(report("report.csv", "block-it", "Stopped."), null, List.of(new DryRunResult.Check("block<5", "block", "", 1, true, false))));

        assertThat(elements(failed, "failure")).extracting(one -> ((Element) one.getParentNode()).getAttribute("name")).containsExactly("block<5");
    }

    @Test
    void junit_ofARunWithoutFlips_hasACaseThatSaysSo() throws Exception {
        DryRunReport report = report("x", "g", "m");

        Document none = junit(result(report, List.of(List.of()), List.of()));
        Document one = junit(result(report, List.of(List.of(flip("report.csv", "g", Action.ALLOW, Action.BLOCK))), List.of(new DryRunResult.Check("newlyStopped>0", "newlyStopped", "", 1, true, true))));

        assertThat(elements(none, "testcase").get(0).getAttribute("name")).isEqualTo("no step is decided otherwise");
        assertThat(elements(one, "failure").get(0).getAttribute("message")).isEqualTo("allow -> block by g");
        assertThat(elements(one, "failure").get(0).getTextContent()).contains("g is new: it matches and asks for block (audit).", "now: step.name == 'x' is true (step.name is x)");
    }

    @Test
    void junit_ofHostileText_staysWellFormedAndKeepsItsShape() throws Exception {
        for (String hostile : HOSTILE) {
            DryRunReport report = report(hostile, hostile, hostile);
            for (DryRunResult result : List.of(result(report, null, List.of()), result(report, List.of(List.of(flip(hostile, hostile, Action.HOLD, Action.ALLOW))), List.of()))) {
                Document document = junit(result);

                assertThat(elements(document, "testcase")).hasSize(2);
                assertThat(document.getElementsByTagName("failure").getLength()).isZero();
            }
        }
    }

    @Test
    void sarif_ofHostileText_isValidAndHoldsNoLink() throws Exception {
        for (String hostile : HOSTILE) {
            DryRunReport report = report(hostile, hostile, hostile);
            for (DryRunResult result : List.of(result(report, null, List.of()), result(report, List.of(List.of(flip(hostile, hostile, Action.ALLOW, Action.BLOCK))), List.of()))) {
                String text = sarif(result, places("id: g\ntitle: T\non: [data.sql]\nwhen: step.sql.writes\naction: block\n", null), null);

                assertThat(SCHEMA.validate(text, InputFormat.JSON)).as(hostile).isEmpty();
                assertThat(results(text)).allSatisfy(one -> assertThat(((Map<?, ?>) one.get("message")).get("text").toString()).doesNotContain("]("));
                assertThat(text).isEqualTo(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
                assertThat(JsonText.parse(text, 1 << 20)).isInstanceOf(Map.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void reports_ofRandomCharacters_areValid(long seed) throws Exception {
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x80 : 0x10000));
            }
            DryRunReport report = report(text.toString(), text.toString(), text.toString());

            assertThat(elements(junit(result(report, null, List.of())), "testcase")).hasSize(2);
            assertThat(SCHEMA.validate(sarif(result(report, null, List.of()), places("", null), null), InputFormat.JSON)).isEmpty();
        }
    }

    @Test
    void sarif_ofTheShippedPack_isValidWithARulePerGuardrail() throws Exception {
        Compilation shipped = GuardrailCompiler.compile(Pack.shipped());

        String text = sarif(result(report("x", shipped.bundle().guardrails().get(0).id(), "m"), null, List.of()), new GuardrailPlaces(shipped, null), null);

        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
        Map<?, ?> driver = (Map<?, ?>) ((Map<?, ?>) run(text).get("tool")).get("driver");
        assertThat((List<?>) driver.get("rules")).hasSameSizeAs(shipped.bundle().guardrails());
        Map<?, ?> location = (Map<?, ?>) ((List<?>) results(text).get(0).get("locations")).get(0);
        assertThat(location.get("physicalLocation").toString()).contains("uri=pack/", "/" + shipped.bundle().guardrails().get(0).id() + ".yaml", "startLine=");
    }

    @Test
    void sarif_ofADecision_pointsToTheClauseThatDecided() {
        String guardrail = "id: g\ntitle: T\non: [data.file.write]\nwhen: >-\n  step.file.path != ''\n  && step.name == 'x'\naction: block\n";
        Verdict verdict = new Verdict("g", "1", Action.BLOCK, Mode.AUDIT, "m", List.of(new Verdict.Clause("step.name == 'x'", 24, 40, "true")));

        String text = sarif(result(report(List.of(new DryRunDecision(new StepId(1), Operation.DATA_FILE_WRITE, 0, "x", verdict)), List.of()), null, List.of()), places(guardrail, Path.of("my rules")), null);

        assertThat(results(text).get(0).get("locations").toString()).contains("uri=my%20rules/f.yaml", "uriBaseId=%SRCROOT%", "startLine=6", "startColumn=6");
        assertThat(results(text).get(0).get("ruleIndex")).isEqualTo(0L);
    }

    @Test
    void sarif_ofFlips_saysWhichSetAsksAndPointsToWhereTheGuardrailStands() {
        String before = "id: old\ntitle: T\non: [data.sql]\nwhen: step.sql.writes\naction: block\n";
        String after = "id: fresh\ntitle: T\non: [data.sql]\nwhen: step.sql.writes\naction: block\n";
        List<Flip> flips = List.of(flip("x", "fresh", Action.ALLOW, Action.BLOCK), flip("x", "old", Action.BLOCK, Action.ALLOW), flip("x", "old", Action.ALERT, Action.BLOCK));

        String text = sarif(result(report("x", "fresh", "m"), List.of(flips), List.of()), places(after, Path.of("/drafts")), places(before, Path.of("live")));

        assertThat(SCHEMA.validate(text, InputFormat.JSON)).isEmpty();
        assertThat(results(text)).extracting(one -> (Object) one.get("baselineState")).containsExactly("new", "absent", "updated", null);
        assertThat(results(text)).extracting(one -> (Object) one.get("kind")).containsExactly("fail", "fail", "fail", "open");
        assertThat(results(text).get(0).get("locations").toString()).contains("uri=file:///drafts/f.yaml").doesNotContain("SRCROOT").contains("fullyQualifiedName=" + RUN + "/");
        assertThat(results(text).get(1).get("locations").toString()).contains("uri=live/f.yaml");
    }

    private static final Schema SCHEMA = schema();

    private static Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(ReportSchemas.sarif(), InputFormat.JSON);
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    @Test
    void schema_refusesWhatIsNoSarif() {
        assertThat(SCHEMA.validate("{\"version\":\"2.1.0\",\"runs\":[{\"results\":[{\"message\":{}}]}]}", InputFormat.JSON)).isNotEmpty();
        assertThat(SCHEMA.validate("{\"version\":\"2.0.0\",\"runs\":[]}", InputFormat.JSON)).isNotEmpty();
    }

    private static DryRunReport report(String name, String guardrail, String message) {
        Verdict verdict = new Verdict(guardrail, "1", Action.BLOCK, Mode.AUDIT, message, List.of(new Verdict.Clause("step.name == 'x'", 0, 16, "true"), new Verdict.Clause(name, 0, 1, message)));
        return report(List.of(new DryRunDecision(new StepId(9), Operation.DATA_FILE_WRITE, 0, name, verdict)), List.of(new RunDryRun.Skipped(new StepId(9), "other", "step.sql.text was not recorded")));
    }

    private static DryRunReport report(List<DryRunDecision> decisions, List<RunDryRun.Skipped> skipped) {
        Run run = new Run(RUN, null, null, null, Status.OK, null, null, Map.of());
        return new DryRunReport(List.of(new RunDryRun(run, 3, decisions, List.of(), skipped, Aftermath.NONE)), List.of(), new DryRunReport.Summary(1, 3, Map.of(), skipped.size()));
    }

    private static Flip flip(String name, String guardrail, Action before, Action after) {
        GuardrailChange change = new GuardrailChange(guardrail, outcome(before, name), outcome(after, name));
        return new Flip(RUN, new StepId(7), Operation.DATA_SQL, 0, name, before, after, List.of(change));
    }

    private static GuardrailOutcome outcome(Action action, String name) {
        return action == Action.ALLOW ? new GuardrailOutcome(GuardrailOutcome.State.ABSENT, action, null, "", List.of())
                : new GuardrailOutcome(GuardrailOutcome.State.MATCHED, action, Mode.AUDIT, name, List.of(new Reasons.Clause("", "step.name == 'x'", 0, "true", List.of(new Reasons.Read("step.name", "x")), true)));
    }

    private static DryRunResult result(DryRunReport report, List<List<Flip>> flips, List<DryRunResult.Check> checks) {
        List<CountedRun> counted = new ArrayList<>();
        for (int i = 0; i < report.runs().size(); i++) {
            counted.add(CountedRun.of(report.runs().get(i), flips == null ? List.of() : flips.get(i), Set.of("clean")));
        }
        return new DryRunResult(report, flips, counted, checks, 1.5);
    }

    private static GuardrailPlaces places(String text, Path directory) {
        Compilation compilation = GuardrailCompiler.compile(text.isEmpty() ? List.of() : List.of(new GuardrailSource("f.yaml", text)));
        assertThat(compilation.problems()).isEmpty();
        return new GuardrailPlaces(compilation, directory);
    }

    private static String sarif(DryRunResult result, GuardrailPlaces tried, GuardrailPlaces other) {
        StringWriter out = new StringWriter();
        try {
            SarifReport.write(result, tried, other, "0.1.0", out);
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return out.toString();
    }

    private static Map<?, ?> run(String sarif) {
        return (Map<?, ?>) ((List<?>) ((Map<?, ?>) JsonText.parse(sarif, 1 << 20)).get("runs")).get(0);
    }

    private static List<Map<?, ?>> results(String sarif) {
        List<Map<?, ?>> results = new ArrayList<>();
        ((List<?>) run(sarif).get("results")).forEach(one -> results.add((Map<?, ?>) one));
        return results;
    }

    private static Document junit(DryRunResult result) throws Exception {
        StringWriter out = new StringWriter();
        JunitReport.write(result, out);
        ReportSchemas.requireJunit(out.toString());
        byte[] bytes = out.toString().getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(new String(bytes, StandardCharsets.UTF_8))));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
