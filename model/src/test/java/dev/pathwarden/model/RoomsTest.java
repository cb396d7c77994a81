package dev.pathwarden.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import java.util.stream.Collectors;

/** Who in the model may know whom. */
@AnalyzeClasses(packages = "dev.pathwarden.model", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule wordsKnowNobody = classes().that().resideInAPackage("..model.step..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("dev.pathwarden.model.step", "java..", "tools.jackson.core..")
            .because("they are loaded inside watched JVMs, and every other room speaks them");

    @ArchTest
    static final ArchRule theJournalKnowsTheWordsOnly = classes().that().resideInAPackage("..model.journal..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("dev.pathwarden.model.journal", "dev.pathwarden.model.step", "java..")
            .because("it is written inside watched JVMs, where each further class can clash");

    @ArchTest
    static final ArchRule answersKnowTheWordsOnly = classes().that().resideInAPackage("..model.approval..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("dev.pathwarden.model.approval", "dev.pathwarden.model.signing", "dev.pathwarden.model.step", "java..")
            .because("they are checked inside watched JVMs, where each further class can clash");

    @ArchTest
    static final ArchRule signaturesKnowTheWordsOnly = classes().that().resideInAPackage("..model.signing..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("dev.pathwarden.model.signing", "dev.pathwarden.model.step", "java..")
            .because("they are checked inside watched JVMs, where each further class can clash");

    @ArchTest
    static final ArchRule evidenceReadsNoFile = classes().that().resideInAPackage("..model.evidence..")
            .should().onlyDependOnClassesThat().resideInAnyPackage("dev.pathwarden.model.evidence", "dev.pathwarden.model.signing", "dev.pathwarden.model.journal", "dev.pathwarden.model.step", "java.lang..",
                    "java.util..", "java.time..", "java.security..", "java.nio.charset..", "java.nio", "java.io")
            .because("what is proved must not depend on how it is kept");

    @ArchTest
    static final ArchRule whatIsWrittenInAWatchedJvmStaysAwayFromNioFiles = noClasses().that().resideInAnyPackage("..model.step..", "..model.approval..", "..model.signing..")
            .or().haveSimpleName("JournalWriter").or().haveSimpleName("Chunk").or().haveSimpleName("ChunkLayout").or().haveSimpleName("EventCodec")
            .or().haveSimpleName("StepCodec").or().haveSimpleName("ValueCodec").or().haveSimpleName("ByteSink")
            .should().dependOnClassesThat().resideInAPackage("java.nio.file..")
            .because("the default file system can be locked or replaced while an agent starts");

    @ArchTest
    static final ArchRule onlyTheStoreKnowsEclipseStore = noClasses().that().resideOutsideOfPackage("..model.store..")
            .should().dependOnClassesThat().resideInAnyPackage("org.eclipse..")
            .because("it must be possible to change or replace it");

    @ArchTest
    static final ArchRule onlySegmentsAreCompressed = noClasses().that().resideOutsideOfPackage("..model.segment..")
            .should().dependOnClassesThat().resideInAnyPackage("com.github.luben..")
            .because("one place decides how much a compressed block may unfold to");

    @ArchTest
    static final ArchRule onlyEncryptionKnowsCiphers = noClasses().that().resideOutsideOfPackage("..model.encryption..")
            .should().dependOnClassesThat().resideInAnyPackage("javax.crypto..")
            .because("one place sees to it that no nonce is used twice");

    @ArchTest
    static final ArchRule theModelKnowsNoOtherModule = classes()
            .should().onlyDependOnClassesThat().resideInAnyPackage("dev.pathwarden.model..", "java..", "javax.crypto..", "tools.jackson.core..", "org.eclipse.store..", "org.eclipse.serializer..",
                    "com.github.luben..", "com.github.difflib..")
            .because("everybody depends on it");

    @ArchTest
    static final ArchRule nothingIsDeserialised = noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream")
            .because("everything recorded is hostile input");

    @ArchTest
    static final ArchRule onlyTheStoreLoadsClassesByName = noClasses().that().resideOutsideOfPackage("..model.store..")
            .should().callMethod(Class.class, "forName", String.class).orShould().callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
            .orShould().callMethod(ClassLoader.class, "loadClass", String.class)
            .because("no file may say what is loaded, and the store's loader knows its types");

    @ArchTest
    static void theScanFoundTheCode(JavaClasses classes) {
        Set<String> packages = classes.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
        assertThat(packages).contains("dev.pathwarden.model.step", "dev.pathwarden.model.journal", "dev.pathwarden.model.segment", "dev.pathwarden.model.store",
                "dev.pathwarden.model.snapshot", "dev.pathwarden.model.archive", "dev.pathwarden.model.imports", "dev.pathwarden.model.path");
        assertThat(classes.size()).isGreaterThan(80);
    }
}
