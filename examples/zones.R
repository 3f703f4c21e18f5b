# People covered by township, as a table. Needs the package jsonlite.
# The service: CARESHED_URL, default http://127.0.0.1:3000
library(jsonlite)
url <- Sys.getenv("CARESHED_URL", "http://127.0.0.1:3000")
body <- toJSON(list(inputs = list(region = "qinghe", zones = "townships")), auto_unbox = TRUE)
file <- tempfile()
writeLines(body, file)
answer <- fromJSON(system2(
  "curl",
  c("-sf", paste0(url, "/api/processes/coverage/execution"),
    "-H", shQuote("content-type: application/json"), "-d", paste0("@", file)),
  stdout = TRUE
), simplifyVector = FALSE)
rows <- do.call(rbind, lapply(answer$zones, function(zone) data.frame(
  zone = zone$nameEn,
  people = round(zone$total),
  percent60 = round(100 * zone$cutoffs[[2]]$covered / zone$total, 1)
)))
print(rows[order(rows$percent60), ], row.names = FALSE)
