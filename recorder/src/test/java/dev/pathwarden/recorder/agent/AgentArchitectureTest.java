package dev.pathwarden.recorder.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** What the agent's code may know. */
@AnalyzeClasses(packages = {"dev.pathwarden.recorder.agent", "dev.pathwarden.recorder.gate", "dev.pathwarden.recorder.context", "dev.pathwarden.recorder.hooks",
    "dev.pathwarden.model.step", "dev.pathwarden.model.approval", "dev.pathwarden.model.signing", "dev.pathwarden.model.journal", "dev.pathwarden.policies.engine", "dev.pathwarden.policies.trust", "dev.pathwarden.policies.tool", "dev.pathwarden.policies.novelty", "dev.pathwarden.policies.target", "dev.pathwarden.policies.content", "dev.pathwarden.policies.detect", "dev.pathwarden.policies.text"}, importOptions = ImportOption.DoNotIncludeTests.class)
class AgentArchitectureTest {

    private static final String[] AGENT = {"dev.pathwarden.recorder.agent..", "dev.pathwarden.recorder.gate..", "dev.pathwarden.recorder.context..", "dev.pathwarden.recorder.hooks.."};

    @ArchTest
    static final ArchRule agentStandsAlone = ArchRuleDefinition.classes().that().resideInAnyPackage(AGENT)
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "dev.pathwarden.model.step..", "dev.pathwarden.model.approval..", "dev.pathwarden.model.signing..", "dev.pathwarden.model.journal..", "dev.pathwarden.policies.engine..",
                    "dev.pathwarden.policies.trust..", "dev.pathwarden.policies.tool..", "dev.pathwarden.policies.novelty..", "dev.pathwarden.policies.target..", "dev.pathwarden.policies.content..", "dev.pathwarden.policies.detect..", "dev.pathwarden.policies.text..", "dev.pathwarden.recorder.agent..", "dev.pathwarden.recorder.gate..", "dev.pathwarden.recorder.context..",
                    "dev.pathwarden.recorder.hooks..", "net.bytebuddy..", "net.sf.jsqlparser..", "tools.jackson.core..", "com.google.re2j..")
            .because("it runs inside other people's JVMs, where each extra class costs start-up and can clash");

    @ArchTest
    static final ArchRule whatTheAgentUsesStandsAlone = ArchRuleDefinition.classes()
            .that().resideInAnyPackage("dev.pathwarden.model.step..", "dev.pathwarden.model.approval..", "dev.pathwarden.model.signing..", "dev.pathwarden.model.journal..", "dev.pathwarden.policies.engine..", "dev.pathwarden.policies.trust..", "dev.pathwarden.policies.tool..", "dev.pathwarden.policies.novelty..", "dev.pathwarden.policies.target..", "dev.pathwarden.policies.content..", "dev.pathwarden.policies.detect..", "dev.pathwarden.policies.text..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "dev.pathwarden.model.step..", "dev.pathwarden.model.approval..", "dev.pathwarden.model.signing..", "dev.pathwarden.model.journal..", "dev.pathwarden.policies.engine..",
                    "dev.pathwarden.policies.trust..", "dev.pathwarden.policies.tool..", "dev.pathwarden.policies.novelty..", "dev.pathwarden.policies.target..", "dev.pathwarden.policies.content..", "dev.pathwarden.policies.detect..", "dev.pathwarden.policies.text..", "tools.jackson.core..", "com.google.re2j..")
            .because("they are in the agent jar, and what they need would have to be there too");

    @ArchTest
    static final ArchRule contextKnowsNoHook = noClasses().that().resideInAPackage("dev.pathwarden.recorder.context..")
            .should().dependOnClassesThat().resideInAnyPackage("dev.pathwarden.recorder.hooks..", "dev.pathwarden.recorder.gate..", "dev.pathwarden.recorder.agent..")
            .because("a new hook must not change what a run is");

    @ArchTest
    static final ArchRule answersComeFromOutside = noClasses().that().resideInAnyPackage(AGENT).or().resideInAnyPackage("dev.pathwarden.model.approval..", "dev.pathwarden.model.signing..")
            .should().dependOnClassesThat().resideInAnyPackage("dev.pathwarden.model.hold..", "dev.pathwarden.model.key..")
            .because("what finds a private key and signs with it has no place in a watched JVM, which answers to nothing and only checks");

    @ArchTest
    static final ArchRule bundlesAreReceivedOutside = noClasses().that().resideInAnyPackage(AGENT)
            .should().dependOnClassesThat().resideInAnyPackage("dev.pathwarden.policies.push..", "dev.pathwarden.policies.receive..", "dev.pathwarden.policies.rollout..", "com.sun.net.httpserver..")
            .because("a watched JVM takes guardrails from a file, and neither listens nor asks for any");

    @ArchTest
    static final ArchRule noLogging = noClasses().that().resideInAnyPackage(AGENT)
            .should().dependOnClassesThat().resideInAnyPackage("java.util.logging..")
            .because("a logger's lock held while a class loads has stopped whole programs");

    @ArchTest
    static void theScanFoundTheCode(JavaClasses classes) {
        assertThat(classes.stream().filter(type -> type.getPackageName().startsWith("dev.pathwarden.recorder.hooks")).count()).isGreaterThan(30);
    }
}
