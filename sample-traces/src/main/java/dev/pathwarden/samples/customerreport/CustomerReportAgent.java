package dev.pathwarden.samples.customerreport;

import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;

/** The agent, as LangChain4j sees it. */
interface CustomerReportAgent {

    /** Does what is asked for with the tools it has, and says what came of it. */
    @SystemMessage("""
            You make reports for the finance team. Read the report policy and the template first, query the customer database,
            and save the report with one of the write tools. Say in one sentence what you did.""")
    String answer(@UserMessage String request);
}
