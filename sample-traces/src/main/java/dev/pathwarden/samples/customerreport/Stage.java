package dev.pathwarden.samples.customerreport;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The running {@link StageMain} process, as the agent's program sees it. */
final class Stage implements Closeable {

    private final Process process;
    private final URI model;
    private final URI service;
    private final String title;

    private Stage(Process process, URI model, URI service, String title) {
        this.process = process;
        this.model = model;
        this.service = service;
        this.title = title;
    }

    /**
     * Starts the process and waits until its servers listen.
     *
     * @param script name of the script for the model
     * @param out directory for its logs
     */
    static Stage start(String script, Path out) throws IOException {
        Process process = new ProcessBuilder(JavaCommand.of(StageMain.class, script, out.toString())).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String model = lines.readLine();
        String service = lines.readLine();
        String title = lines.readLine();
        if (title == null) {
            process.destroy();
            throw new IOException("the process with the scripted model did not start; it says above why");
        }
        return new Stage(process, URI.create(model), URI.create(service), title);
    }

    URI model() {
        return model;
    }

    URI service() {
        return service;
    }

    String title() {
        return title;
    }

    /** Ends the process; 0 if the script was played to its end, 1 if not, and then it has said why on stderr. */
    int end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
