package dev.pathwarden.workbench.app;

import java.lang.ref.Reference;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Application;

/**
 * Starts the workbench. No subclass of {@link Application}, so that the JDK starts it from the class path.
 *
 * <p>Exit codes: 0 fine, 2 wrong usage, 3 bad input, 4 the environment.
 */
public final class Launcher {

    private Launcher() {
    }

    public static void main(String[] arguments) {
        try {
            StartOptions options = StartOptions.parse(List.of(arguments));
            if (options.help()) {
                System.out.println(StartOptions.usage());
                return;
            }
            if (options.pictures() != null) {
                // Pictures are taken without a display, whatever the machine has.
                System.setProperty("glass.platform", "Headless");
                System.setProperty("prism.order", "sw");
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
        // JavaFX warns when it stands on the class path. It is started so on purpose: the libraries that draw graphs and text are no modules.
        Logger javafx = Logger.getLogger("javafx");
        javafx.setLevel(Level.SEVERE);
        Application.launch(WorkbenchApplication.class, arguments);
        Reference.reachabilityFence(javafx);
    }
}
