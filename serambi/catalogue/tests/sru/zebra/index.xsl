<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:z="http://indexdata.com/zebra-2.0" xmlns:m="http://www.loc.gov/MARC21/slim">
  <xsl:output method="xml" indent="no"/>
  <xsl:template match="text()"/>
  <xsl:template match="/"><xsl:apply-templates/></xsl:template>
  <xsl:template match="m:record">
    <z:record><xsl:apply-templates/></z:record>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='020']">
    <z:index name="isbn:w any:w"><xsl:value-of select="translate(m:subfield[@code='a'], '-', '')"/></z:index>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='245']">
    <z:index name="title:w title:p any:w"><xsl:value-of select="concat(m:subfield[@code='a'], ' ', m:subfield[@code='b'])"/></z:index>
  </xsl:template>
  <xsl:template match="m:datafield[@tag='100' or @tag='700' or @tag='110' or @tag='710']">
    <z:index name="author:w any:w"><xsl:value-of select="m:subfield[@code='a']"/></z:index>
  </xsl:template>
</xsl:stylesheet>
