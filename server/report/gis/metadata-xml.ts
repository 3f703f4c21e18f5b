import { recordOf } from '../../contract/languages.ts';
import { escapeXml } from '../drawing/drawing-to-svg.ts';
import type { ReportDocument } from '../document/blocks.ts';
import type { ReportInput } from '../report-input.ts';

/** ISO 19139 metadata of the results: title, abstract, date, extent, licences, lineage. */
export function writeMetadataXml(input: ReportInput, document: ReportDocument): string {
  const { region } = input;
  const [west, south, east, north] = region.bounds;
  const abstract = [...document.facts, document.mark ?? ''].filter((line) => line !== '').join('. ');
  const lineage = input.runs
    .map((run) => `${run.process} ${run.run} ${JSON.stringify(run.inputs)}`)
    .join('\n');
  const string = (text: string): string => `<gco:CharacterString>${escapeXml(text)}</gco:CharacterString>`;
  const decimal = (value: number): string => `<gco:Decimal>${value}</gco:Decimal>`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco">
<gmd:language>${string(recordOf(input.language).iso639)}</gmd:language>
<gmd:hierarchyLevel><gmd:MD_ScopeCode codeList="http://www.isotc211.org/2005/resources/codelist/gmxCodelists.xml#MD_ScopeCode" codeListValue="dataset">dataset</gmd:MD_ScopeCode></gmd:hierarchyLevel>
<gmd:contact><gmd:CI_ResponsibleParty><gmd:organisationName>${string(`Careshed ${input.engineVersion}`)}</gmd:organisationName><gmd:role><gmd:CI_RoleCode codeList="http://www.isotc211.org/2005/resources/codelist/gmxCodelists.xml#CI_RoleCode" codeListValue="processor">processor</gmd:CI_RoleCode></gmd:role></gmd:CI_ResponsibleParty></gmd:contact>
<gmd:dateStamp><gco:DateTime>${escapeXml(input.generatedAt)}</gco:DateTime></gmd:dateStamp>
<gmd:referenceSystemInfo><gmd:MD_ReferenceSystem><gmd:referenceSystemIdentifier><gmd:RS_Identifier><gmd:code>${string('EPSG:4326')}</gmd:code></gmd:RS_Identifier></gmd:referenceSystemIdentifier></gmd:MD_ReferenceSystem></gmd:referenceSystemInfo>
<gmd:identificationInfo><gmd:MD_DataIdentification>
<gmd:citation><gmd:CI_Citation><gmd:title>${string(document.title)}</gmd:title><gmd:date><gmd:CI_Date><gmd:date><gco:Date>${escapeXml(input.generatedAt.slice(0, 10))}</gco:Date></gmd:date><gmd:dateType><gmd:CI_DateTypeCode codeList="http://www.isotc211.org/2005/resources/codelist/gmxCodelists.xml#CI_DateTypeCode" codeListValue="creation">creation</gmd:CI_DateTypeCode></gmd:dateType></gmd:CI_Date></gmd:date></gmd:CI_Citation></gmd:citation>
<gmd:abstract>${string(abstract)}</gmd:abstract>
<gmd:resourceConstraints><gmd:MD_Constraints>${region.attributions.map((line) => `<gmd:useLimitation>${string(line)}</gmd:useLimitation>`).join('')}</gmd:MD_Constraints></gmd:resourceConstraints>
<gmd:language>${string(recordOf(input.language).iso639)}</gmd:language>
<gmd:extent><gmd:EX_Extent><gmd:geographicElement><gmd:EX_GeographicBoundingBox><gmd:westBoundLongitude>${decimal(west)}</gmd:westBoundLongitude><gmd:eastBoundLongitude>${decimal(east)}</gmd:eastBoundLongitude><gmd:southBoundLatitude>${decimal(south)}</gmd:southBoundLatitude><gmd:northBoundLatitude>${decimal(north)}</gmd:northBoundLatitude></gmd:EX_GeographicBoundingBox></gmd:geographicElement></gmd:EX_Extent></gmd:extent>
</gmd:MD_DataIdentification></gmd:identificationInfo>
<gmd:dataQualityInfo><gmd:DQ_DataQuality><gmd:scope><gmd:DQ_Scope><gmd:level><gmd:MD_ScopeCode codeList="http://www.isotc211.org/2005/resources/codelist/gmxCodelists.xml#MD_ScopeCode" codeListValue="dataset">dataset</gmd:MD_ScopeCode></gmd:level></gmd:DQ_Scope></gmd:scope><gmd:lineage><gmd:LI_Lineage><gmd:statement>${string(lineage)}</gmd:statement></gmd:LI_Lineage></gmd:lineage></gmd:DQ_DataQuality></gmd:dataQualityInfo>
</gmd:MD_Metadata>`;
}
