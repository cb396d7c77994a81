package dev.pathwarden.workbench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import javafx.application.Platform;

@AnalyzeClasses(packages = "dev.pathwarden", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule runLater_isCalledByTaskOnly = noClasses().that().resideInAPackage("dev.pathwarden.workbench..").and().resideOutsideOfPackage("dev.pathwarden.workbench.task..")
            .should().callMethod(Platform.class, "runLater", Runnable.class)
            .because("work that hops threads on its own can be neither cancelled nor tested without a toolkit; hand it to a TaskExecutor");

    @ArchTest
    static final ArchRule viewModel_knowsNoScene = noClasses().that().haveSimpleNameEndingWith("ViewModel")
            .should().dependOnClassesThat().resideInAnyPackage("javafx.scene..", "javafx.stage..")
            .because("a view model is tested without a window, and its view can be exchanged");

    @ArchTest
    static final ArchRule workbench_knowsNoRecorder = noClasses().that().resideInAPackage("dev.pathwarden.workbench..")
            .should().dependOnClassesThat().resideInAPackage("dev.pathwarden.recorder..")
            .because("the workbench reads what was recorded and works where nothing can be recorded");

    @ArchTest
    static final ArchRule packages_haveNoCycles = slices().matching("dev.pathwarden.workbench.(*)..").should().beFreeOfCycles()
            .because("a package that can be read alone can be changed alone");

    @ArchTest
    static final ArchRule awt_isNotUsed = noClasses().that().resideInAPackage("dev.pathwarden.workbench..")
            .should().dependOnClassesThat().resideInAnyPackage("java.awt..", "javax.swing..", "javafx.embed.swing..")
            .because("AWT starts slowly, needs a display on some machines, and would pull a module into the packaged image for nothing");

    @ArchTest
    static final ArchRule parts_doNotKnowTheApplication = noClasses().that().resideOutsideOfPackage("dev.pathwarden.workbench.app..")
            .should().dependOnClassesThat().resideInAPackage("dev.pathwarden.workbench.app..")
            .because("the parts are put together in one place and do not reach back into it");

    @ArchTest
    static final ArchRule answers_areGivenInOnePlace = noClasses().that().resideInAPackage("dev.pathwarden.workbench..")
            .and().resideOutsideOfPackages("dev.pathwarden.workbench.held..", "dev.pathwarden.workbench.app..")
            .should().dependOnClassesThat().resideInAPackage("dev.pathwarden.model.hold..")
            .because("what lets a stopped step go on must be small enough to be read in one go");
}
