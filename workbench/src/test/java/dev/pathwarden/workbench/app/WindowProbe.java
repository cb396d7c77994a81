package dev.pathwarden.workbench.app;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** What tests of the window wait for, and what they read in it. */
final class WindowProbe {

    /** Long, for machines that do much else meanwhile; nothing waits longer than it has to. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private WindowProbe() {
    }

    /** Waits until that is so on the JavaFX thread, and what that thread has to do then is done. */
    static void settle(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(() -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** All that is written in what a query finds, a line for each label. */
    static String text(FxRobot robot, String query) {
        StringBuilder text = new StringBuilder();
        robot.lookup(query).queryAll().forEach(node -> robot.from(node).lookup((Predicate<Node>) Labeled.class::isInstance).queryAll().forEach(each -> text.append(((Labeled) each).getText()).append('\n')));
        return text.toString();
    }
}
