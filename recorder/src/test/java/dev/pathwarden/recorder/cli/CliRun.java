package dev.pathwarden.recorder.cli;

import dev.pathwarden.recorder.home.MissingPartException;
import dev.pathwarden.recorder.home.ProductHome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;

/** What a command line printed and with which code it ended, with pipes at every end. */
public record CliRun(int code, String out, String err) {

    /** With a home of its own, in which keys are made. */
    private static final Map<String, String> ENVIRONMENT = Map.of("PATH", System.getenv("PATH"), "HOME", Path.of("target", "home-of-tests").toAbsolutePath().toString());

    public static CliRun of(Object... arguments) {
        return of(Terminal.NONE, ENVIRONMENT, arguments);
    }

    /** In that environment. */
    public static CliRun of(Map<String, String> environment, Object... arguments) {
        return of(Terminal.NONE, environment, arguments);
    }

    /** With a product that is found there. */
    static CliRun of(Supplier<ProductHome> home, Object... arguments) {
        return of(Terminal.NONE, ENVIRONMENT, home, arguments);
    }

    static CliRun of(Terminal terminal, Map<String, String> environment, Object... arguments) {
        return of(terminal, environment, CliRun::home, arguments);
    }

    private static CliRun of(Terminal terminal, Map<String, String> environment, Supplier<ProductHome> home, Object... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out), new PrintWriter(err), terminal);
        String[] words = new String[arguments.length];
        for (int i = 0; i < words.length; i++) {
            words[i] = arguments[i].toString();
        }
        int code = Pathwarden.execute(new Invocation(console, home, environment), words);
        console.out().flush();
        console.err().flush();
        return new CliRun(code, out.toString(), err.toString());
    }

    private static ProductHome home() {
        Path root = Path.of("").toAbsolutePath().getParent();
        if (!root.resolve("recorder").toFile().isDirectory()) {
            throw new MissingPartException("The tests run in the recorder's directory.");
        }
        return new ProductHome(root);
    }
}
