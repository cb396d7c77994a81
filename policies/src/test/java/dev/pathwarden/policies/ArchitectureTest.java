package dev.pathwarden.policies;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.pathwarden.model.step.Run;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLConnection;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

@AnalyzeClasses(packages = "dev.pathwarden.policies", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule engineStandsAlone = classes().that().resideInAPackage("..policies.engine")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "com.google.re2j", "dev.pathwarden.model.step", "dev.pathwarden.policies.engine", "dev.pathwarden.policies.trust",
                    "dev.pathwarden.policies.tool", "dev.pathwarden.policies.novelty", "dev.pathwarden.policies.target", "dev.pathwarden.policies.content", "dev.pathwarden.policies.detect")
            .because("it runs inside other people's JVMs, where each extra class costs start-up and can clash");

    @ArchTest
    static final ArchRule trustStandsAlone = classes().that().resideInAPackage("..policies.trust")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "com.google.re2j", "dev.pathwarden.model.step", "dev.pathwarden.policies.trust", "dev.pathwarden.policies.tool", "dev.pathwarden.policies.novelty",
                    "dev.pathwarden.policies.target", "dev.pathwarden.policies.content", "dev.pathwarden.policies.detect", "dev.pathwarden.policies.text")
            .because("it runs inside other people's JVMs, and what is known of a path must not depend on who asks");

    @ArchTest
    static final ArchRule toolsStandAlone = classes().that().resideInAPackage("..policies.tool")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "dev.pathwarden.policies.tool")
            .because("it runs inside other people's JVMs, and what a tool does depends on no path");

    @ArchTest
    static final ArchRule whatIsFoundInAValueStandsAlone = classes().that().resideInAnyPackage("..policies.text", "..policies.detect", "..policies.content", "..policies.target")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "dev.pathwarden.model.step", "dev.pathwarden.policies.text", "dev.pathwarden.policies.detect",
                    "dev.pathwarden.policies.content", "dev.pathwarden.policies.target")
            .because("it runs inside other people's JVMs, and what a value is does not depend on the path it is on");

    @ArchTest
    static final ArchRule noveltyStandsAlone = classes().that().resideInAPackage("..policies.novelty")
            .should().onlyDependOnClassesThat().resideInAnyPackage("java..", "dev.pathwarden.model.step", "dev.pathwarden.policies.novelty")
            .because("it runs inside other people's JVMs, and what is normal was learnt before");

    @ArchTest
    static final ArchRule labelsStayWhereGuardrailsAreMeasured = noClasses().that().resideOutsideOfPackages("..policies.evaluate", "..policies.judge")
            .should().dependOnClassesThat().resideInAnyPackage("..policies.evaluate", "..policies.judge")
            .because("what somebody says of a run must reach nothing that decides on it")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule attributesOfRunsAreReadWhereGuardrailsAreMeasured = noClasses().that().resideOutsideOfPackage("..policies.evaluate")
            .should().callMethod(Run.class, "attributes")
            .because("what an import says of its runs can be read by no guardrail, baseline, catalogue or explanation");

    @ArchTest
    static final ArchRule celStaysWhereGuardrailsAreCompiled = noClasses().that().resideOutsideOfPackage("..policies.compiler")
            .should().dependOnClassesThat().resideInAnyPackage("dev.cel..", "com.google.protobuf..", "com.google.common..")
            .because("cel-java weighs 8 MB and is slow to start; everything else reads compiled bundles");

    @ArchTest
    static final ArchRule yamlStaysWhereGuardrailsAreRead = noClasses().that().resideOutsideOfPackage("..policies.guardrail")
            .should().dependOnClassesThat().resideInAPackage("org.snakeyaml..")
            .because("a guardrail is read in one place, with all its bounds");

    @ArchTest
    static final ArchRule templatesAndPdfStayInTheReport = noClasses().that().resideOutsideOfPackage("..policies.report..")
            .should().dependOnClassesThat().resideInAnyPackage("gg.jte..", "com.openhtmltopdf..", "org.apache.pdfbox..")
            .because("they weigh 10 MB with their fonts, and only who wants a report is to wait for them");

    @ArchTest
    static final ArchRule policiesKnowOnlyTheModel = noClasses()
            .should().dependOnClassesThat().resideInAnyPackage("dev.pathwarden.recorder..", "dev.pathwarden.workbench..", "javafx..", "net.bytebuddy..")
            .because("the same guardrails decide live, in a dry run and on the desk");

    @ArchTest
    static final ArchRule networkStaysWhereBundlesArePushedAndReceived = noClasses().that().resideOutsideOfPackages("..policies.push", "..policies.receive")
            .should().dependOnClassesThat(resideInAnyPackage("java.net.http..", "javax.net..", "com.sun.net.httpserver..").or(belongToAnyOf(Socket.class, ServerSocket.class, DatagramSocket.class, InetAddress.class, URLConnection.class,
                    SocketChannel.class, ServerSocketChannel.class, DatagramChannel.class)))
            .because("guardrails are decided, rehearsed and compiled without a network; what opens or takes connections must be small enough to be read in one go");

    @ArchTest
    static final ArchRule nothingElseKnowsWhatPushesAndReceives = noClasses().that().resideOutsideOfPackages("..policies.push", "..policies.receive")
            .should().dependOnClassesThat().resideInAnyPackage("..policies.push", "..policies.receive")
            .because("a plan says where bundles go, and only whoever pushes them goes there");

    @ArchTest
    static final ArchRule whoPushesIsNotWhoReceives = noClasses().that().resideInAPackage("..policies.push").should().dependOnClassesThat().resideInAPackage("..policies.receive")
            .because("they run on different hosts, and know of each other what travels between them");

    @ArchTest
    static final ArchRule packagesHaveNoCycles = slices().matching("dev.pathwarden.policies.(*)..").should().beFreeOfCycles()
            .because("a reader must be able to start somewhere");

    @ArchTest
    static void theScanFoundTheCode(JavaClasses classes) {
        assertThat(classes.size()).isGreaterThan(100);
    }
}
