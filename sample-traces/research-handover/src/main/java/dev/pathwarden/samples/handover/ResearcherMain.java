package dev.pathwarden.samples.handover;

import dev.langchain4j.service.AiServices;

/** Runs the researcher once, and prints its answer. */
public final class ResearcherMain {

    private ResearcherMain() {
    }

    /** @param args base URL of the model, address of the page to research, URL of the reporter */
    public static void main(String[] args) {
        Researcher researcher = AiServices.builder(Researcher.class).chatModel(Models.at(args[0])).tools(new ResearchTools(new ReporterClient(args[2]))).build();
        System.out.println("The researcher's answer: " + researcher.research("What is new on the tea market? Start at " + args[1] + " and have a report made."));
    }
}
