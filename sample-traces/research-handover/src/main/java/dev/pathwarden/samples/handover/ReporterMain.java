package dev.pathwarden.samples.handover;

import dev.langchain4j.service.AiServices;
import io.a2a.server.agentexecution.AgentExecutor;
import io.a2a.server.agentexecution.RequestContext;
import io.a2a.server.tasks.AgentEmitter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the reporter, which waits for other agents' notes until its stdin ends. */
public final class ReporterMain {

    private ReporterMain() {
    }

    /** @param args base URL of the model, and a directory for the reports */
    public static void main(String[] args) throws Exception {
        Path reports = Files.createDirectories(Path.of(args[1]));
        try (Subscribers subscribers = Subscribers.open()) {
            Reporter reporter = AiServices.builder(Reporter.class).chatModel(Models.at(args[0])).tools(new ReporterTools(subscribers, reports)).build();
            try (A2aServer server = A2aServer.start(new Served(reporter))) {
                System.out.println("The reporter listens on " + server.url());
                while (System.in.read() >= 0) {
                    continue;
                }
            }
        }
        System.exit(0);
    }

    /** The reporter, as the A2A SDK sees it. */
    private record Served(Reporter reporter) implements AgentExecutor {

        @Override
        public void execute(RequestContext context, AgentEmitter emitter) {
            emitter.sendMessage(reporter.report(context.getUserInput("\n")));
        }

        @Override
        public void cancel(RequestContext context, AgentEmitter emitter) {
            emitter.cancel();
        }
    }
}
